// What a TypeScript file imports, and whether it may: the table of folders and directions, no cycles
// between files, `#…` across folders and `./…` inside one. A file's folder is the longest entry of the
// table that begins its path. Tests may import anything; so may bench/ and scripts/.

import { codeOf } from './code.ts'
import { isTest, type SourceFile } from './tree.ts'

export interface Import {
  readonly specifier: string
  readonly typeOnly: boolean
  readonly line: number
}

interface Row {
  /** Folders or files whose values may be imported. */
  readonly from: readonly string[]
  /** Folders or files of which types alone may be imported. */
  readonly types?: readonly string[]
  readonly packages?: readonly string[]
}

const below = [
  ...[
    'grammar',
    'src/workspace',
    'src/kinds',
    'src/model',
    'src/graph',
    'src/analysis',
    'src/lint',
  ],
  ...['rules', 'src/report', 'src/format', 'src/fix', 'src/view', 'src/layout', 'src/render'],
  'src/simulate',
  'src/estimate',
]

/** Who may import whom; a folder's own files are always allowed. The three files named in src/cli are the Node host. */
export const directions: Readonly<Record<string, Row>> = {
  grammar: { from: [], packages: ['chevrotain'] },
  'src/workspace': { from: ['grammar', 'src/kinds/generated'], packages: ['jsonc-parser'] },
  'src/kinds': { from: ['grammar'] },
  'src/model': { from: ['grammar', 'src/kinds'], types: ['src/workspace'] },
  'src/graph': { from: [] },
  'src/analysis': { from: ['src/model', 'src/graph', 'src/kinds'] },
  'src/lint': { from: ['grammar', 'src/model', 'src/analysis'], types: ['src/workspace'] },
  rules: { from: ['src/lint/rule.ts'] },
  'src/report': { from: ['grammar'] },
  'src/format': { from: ['grammar'] },
  'src/fix': {
    from: ['grammar', 'src/format', 'src/workspace/paths.ts'],
    types: ['src/workspace'],
  },
  'src/simulate': { from: ['grammar', 'src/model', 'src/graph', 'src/analysis', 'src/report'] },
  'src/estimate': {
    from: ['grammar', 'src/model', 'src/analysis', 'src/report', 'src/simulate'],
  },
  'src/view': { from: ['src/model'] },
  'src/layout': { from: ['src/view'], packages: ['elkjs'] },
  'src/render': { from: ['src/layout'], packages: ['@svgdotjs/svg.js', 'svgdom'] },
  'src/config.ts': { from: below },
  'src/catalogue.ts': { from: below, types: ['src/config.ts'] },
  'src/index.ts': { from: [...below, 'src/catalogue.ts', 'src/config.ts'] },
  'src/cli/node-host.ts': { from: ['src/cli', 'src/index.ts', 'src/workspace'] },
  'src/cli/run-layout.ts': {
    from: ['src/cli', 'src/index.ts', 'src/workspace'],
    types: ['src/layout'],
  },
  'src/cli/layout-worker.ts': { from: ['src/cli'], types: ['src/layout'], packages: ['elkjs'] },
  'src/cli': {
    from: [
      'src/index.ts',
      ...['glob', 'paths', 'wildcards'].map((name) => `src/workspace/${name}.ts`),
    ],
    packages: ['commander'],
  },
}

/** The only files outside tests, bench/ and scripts/ that may name `node:` modules. */
const nodeAllowed = [/^src\/cli\//]

/** A rule sees no other rule; what lists the rules may. */
const isRule = (path: string): boolean =>
  /^rules\/[^/]+\/[^/]+\.ts$/.test(path) && !path.startsWith('rules/generated/')

const isFree = (path: string): boolean =>
  isTest(path) || /^(bench|scripts)\//.test(path) || /^[^/]+\.ts$/.test(path)

/** Every import and re-export of a file: static, dynamic, `import type`, and types like `import('x').Y`. */
export function importsOf(text: string): readonly Import[] {
  const code = codeOf(text)
  const statement =
    /(?:^|[;}\n])[ \t]*(?:(?:import|export)\b[ \t]*(type\b(?!\s*,|\s+from))?[\s\w$,{}*]*?\bfrom\s*|import\s*)['"]/g
  const call = /\bimport[ \t]*\(\s*(['"])/g
  return [
    ...[...code.matchAll(statement)].map((match) => ({
      at: match.index + match[0].length,
      typeOnly: match[1] === 'type' || onlyTypesNamed(match[0]),
    })),
    ...[...code.matchAll(call)].map((match) => ({
      at: match.index + match[0].length,
      typeOnly: false,
    })),
  ]
    .sort((a, b) => a.at - b.at)
    .map(({ at, typeOnly }) => ({
      specifier: text.slice(at, closingQuote(text, at)),
      typeOnly,
      line: text.slice(0, at).split('\n').length,
    }))
}

/** `import { type A, type B }` is as good as `import type`. */
function onlyTypesNamed(statement: string): boolean {
  if (!/^[;}\s]*(?:import|export)\s*\{/.test(statement)) return false
  const names = /\{([^}]*)\}/.exec(statement)?.[1]?.split(',') ?? []
  const written = names.map((name) => name.trim()).filter((name) => name !== '')
  return written.length > 0 && written.every((name) => name.startsWith('type '))
}

function closingQuote(text: string, from: number): number {
  return text.indexOf(text[from - 1]!, from)
}

/** What the file imports against the table, one line each. */
export function directionProblems(file: SourceFile): readonly string[] {
  if (isFree(file.path)) return []
  const folder = folderOf(file.path)
  const row = folder === undefined ? undefined : directions[folder]
  if (folder === undefined || row === undefined) return [`${file.path}: in no folder of the table`]
  return importsOf(file.text)
    .filter((one) => !isAllowed(file.path, folder, row, one))
    .map((one) => `${file.path}:${one.line}: ${folder} may not import ${one.specifier}`)
}

function isAllowed(path: string, folder: string, row: Row, one: Import): boolean {
  if (one.specifier.startsWith('node:')) return nodeAllowed.some((allowed) => allowed.test(path))
  const target = resolve(path, one.specifier)
  if (target === undefined) {
    return (row.packages ?? []).some((name) => `${one.specifier}/`.startsWith(`${name}/`))
  }
  if (lies(target, folder) && !isRule(path)) return true
  const allowed = one.typeOnly ? [...row.from, ...(row.types ?? [])] : row.from
  return allowed.some((place) => lies(target, place))
}

/** Longest entry of the table that begins the path. */
function folderOf(path: string): string | undefined {
  return Object.keys(directions)
    .filter((place) => lies(path, place))
    .sort((a, b) => b.length - a.length)[0]
}

function lies(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`)
}

/** Path from the root that a specifier means; undefined for a package. */
export function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (!specifier.startsWith('.')) return undefined
  const parts = from.split('/').slice(0, -1)
  for (const step of specifier.split('/')) {
    if (step === '..') parts.pop()
    else if (step !== '.') parts.push(step)
  }
  return parts.join('/')
}

/** `./…` for what lies beside the file or below it in its folder, `#…` for all else that has such a name. */
export function styleProblems(file: SourceFile): readonly string[] {
  const beside = file.path.split('/').slice(0, -1).join('/')
  return importsOf(file.text).flatMap(({ specifier, line }) => {
    const target = resolve(file.path, specifier)
    if (target === undefined) return []
    const named = /^(grammar|src|rules)\//.test(target)
    const near = stageOf(file.path) === stageOf(target) && lies(target, beside)
    const here = `${file.path}:${line}: ${specifier}`
    if (near && specifier.startsWith('#')) return [`${here} is near: write ./…`]
    if (!near && named && !specifier.startsWith('#')) return [`${here} is far: write #${target}`]
    return /\.[a-z]+$/.test(specifier) ? [] : [`${here} lacks its ending`]
  })
}

/** The folder that a file counts to: `src/model`, `grammar`, and `src` for what lies in it itself. */
function stageOf(path: string): string {
  return /^src\/[^/]+(?=\/)/.exec(path)?.[0] ?? path.slice(0, path.indexOf('/'))
}

/** Cycles of files, types included, each from its smallest path. */
export function cycles(files: readonly SourceFile[]): readonly string[] {
  const known = new Set(files.map((file) => file.path))
  const edges = new Map(
    files.map((file) => [
      file.path,
      importsOf(file.text).flatMap(({ specifier }) => {
        const target = resolve(file.path, specifier)
        return target !== undefined && known.has(target) ? [target] : []
      }),
    ]),
  )
  const found = [...known].flatMap((start) => shortestCycle(start, edges) ?? [])
  return [...new Set(found)].sort()
}

/** The shortest way from a file back to itself, where the file is the smallest on it. */
function shortestCycle(
  start: string,
  edges: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const before = new Map<string, string>()
  const queue = [start]
  for (const at of queue) {
    for (const next of edges.get(at) ?? []) {
      if (next === start) return way(start, at, before)
      if (next < start || before.has(next)) continue
      before.set(next, at)
      queue.push(next)
    }
  }
  return undefined
}

function way(start: string, last: string, before: ReadonlyMap<string, string>): string {
  const steps = [start]
  for (let at: string | undefined = last; at !== undefined && at !== start; at = before.get(at)) {
    steps.splice(0, 0, at)
  }
  return [start, ...steps].join(' -> ')
}
