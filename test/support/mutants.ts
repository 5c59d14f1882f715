// Copies of src/analysis and of the graph algorithms under it with one sentence of the code changed,
// loaded beside the real ones. They stand in `.mutants/` (git-ignored) inside the repository, so that
// `#src/…` still resolves; what they import from each other is rewritten to the copy.

import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Analysis } from './agreement.ts'

/** `needle` stands exactly once in the file, which is named from src. */
export interface Mutation {
  readonly rule: number
  readonly breaks: string
  readonly file: string
  readonly needle: string
  readonly replacement: string
}

const root = resolve(import.meta.dirname, '../..')
const mutants = join(root, '.mutants')
const copied = ['analysis', 'graph']

/** The analysis with the mutation in it; without one, a plain copy. The name is `family/name`. */
export async function mutant(name: string, mutation?: Mutation): Promise<Analysis> {
  const folder = join(mutants, name)
  copySources(folder)
  if (mutation) mutate(join(folder, mutation.file), mutation)
  const { analyze } = await imported(join(folder, 'analysis/analyze.ts'))
  const { reliabilityOf, servedWith } = await imported(join(folder, 'analysis/serving.ts'))
  // The copies export what the originals do: only bodies of functions are changed.
  return { analyze, reliabilityOf, servedWith } as Analysis
}

/** Of one test file: others have theirs at the same time. */
export function removeMutants(family: string): void {
  rmSync(join(mutants, family), { recursive: true, force: true })
}

function copySources(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  for (const part of copied) {
    cpSync(join(root, 'src', part), join(folder, part), {
      recursive: true,
      filter: (path) => !path.endsWith('.test.ts'),
    })
    for (const path of globSync(`${part}/**/*.ts`, { cwd: folder }))
      rewriteImports(join(folder, path), folder)
  }
}

function rewriteImports(file: string, folder: string): void {
  const up = relative(dirname(file), folder)
  const text = copied.reduce(
    (sofar, part) => sofar.replaceAll(`'#src/${part}/`, `'${up}/${part}/`),
    readFileSync(file, 'utf8'),
  )
  writeFileSync(file, text)
}

function mutate(file: string, { needle, replacement }: Mutation): void {
  const parts = readFileSync(file, 'utf8').split(needle)
  if (parts.length !== 2)
    throw new Error(`${file} holds the needle ${parts.length - 1} times: ${needle}`)
  writeFileSync(file, parts.join(replacement))
}

function imported(file: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(file).href)
}
