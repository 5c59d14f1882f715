// Makes dist/types: the declarations of the public entries and of all that these mention, to any depth; what
// the compiler writes beyond that is removed. TypeScript leaves the imports as they are written, and a `#…`
// means something else in the package of whoever uses ours, so each becomes a relative path here, ending in
// `.js`, which finds the declaration beside it.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const types = join(root, 'dist/types')

rmSync(types, { recursive: true, force: true })
const compiler = join(root, 'node_modules/typescript/bin/tsc')
const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.types.json'], {
  cwd: root,
  stdio: 'inherit',
})
for (const file of declarations()) writeFileSync(file, rewritten(file))
const wanted = reachable(entries())
for (const file of declarations()) if (!wanted.has(file)) rmSync(file)
for (const folder of emptyFolders()) rmSync(folder, { recursive: true })
process.exitCode = status ?? 1

function declarations(): readonly string[] {
  return readdirSync(types, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.d.ts'))
    .map((path) => join(types, path))
}

function rewritten(file: string): string {
  return readFileSync(file, 'utf8').replace(
    /((?:from|import)\s*\(?\s*['"])(#?[^'"]+)\.ts(['"])/g,
    (_, before: string, path: string, after: string) => `${before}${near(file, path)}.js${after}`,
  )
}

function near(file: string, path: string): string {
  if (!path.startsWith('#')) return path
  const target = relative(dirname(file), join(types, path.slice(1))).replaceAll('\\', '/')
  return target.startsWith('.') ? target : `./${target}`
}

/** The declarations that package.json names. */
function entries(): readonly string[] {
  const { exports }: { exports: Readonly<Record<string, string | { types: string }>> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  return Object.values(exports).flatMap((entry) =>
    typeof entry === 'string' ? [] : [join(root, entry.types)],
  )
}

/** These files and all that they import, directly or not. */
function reachable(files: readonly string[]): ReadonlySet<string> {
  const found = new Set(files)
  for (const file of found) for (const next of mentioned(file)) found.add(next)
  return found
}

/** What a declaration imports of ours; packages and Node's own modules have no file here. */
function mentioned(file: string): readonly string[] {
  const paths = readFileSync(file, 'utf8').matchAll(
    /(?:from|import)\s*\(?\s*['"](\.[^'"]+)\.js['"]/g,
  )
  return [...paths].map(([, path = '']) => join(dirname(file), `${path}.d.ts`)).filter(existsSync)
}

/** Folders in which, at any depth, no declaration is left. */
function emptyFolders(): readonly string[] {
  const kept = declarations()
  return readdirSync(types, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((folder) => !kept.some((file) => file.startsWith(join(folder, '/'))))
    .sort((a, b) => b.length - a.length)
}
