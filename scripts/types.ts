// Makes dist/types: the declarations of the public entries and of all that they mention. TypeScript leaves
// the imports as they are written, and a `#…` means something else in the package of whoever uses ours, so
// each becomes a relative path here, ending in `.js`, which finds
// the declaration beside it.

import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
