// The house is kept in order: this test enforces the table of folders and import directions of
// ARCHITECTURE.md and the style that CONTRIBUTING.md asks for. Every check is run on the project, and on
// a bad snippet that it must refuse, so that none of them can fall silent.

import { describe, expect, it } from 'vitest'
import { stale } from '../scripts/gen.ts'
import { codeOf } from './tidy/code.ts'
import { cycles, directionProblems, importsOf, styleProblems } from './tidy/imports.ts'
import { hostProblems, reasonProblems, siblingProblems } from './tidy/project.ts'
import { textChecks } from './tidy/text.ts'
import { pathsBelow, readText, type SourceFile, typescriptFiles } from './tidy/tree.ts'

const files = typescriptFiles()

/** A file that must be refused, with the number of problems it has. */
interface Bad {
  readonly path: string
  readonly text: string
  readonly problems: number
}

const header = '// A file of the test. It is refused.\n'

const lines = (count: number): string => `${'const x = 1\n'.repeat(count)}`

const badTexts: Readonly<Record<string, readonly Bad[]>> = {
  'a file starts with a comment of whole sentences': [
    { path: 'src/model/a.ts', text: 'export const a = 1\n', problems: 1 },
    { path: 'src/model/a.ts', text: '// model\nexport const a = 1\n', problems: 1 },
  ],
  'a file has at most 400 lines, and says why past 250': [
    { path: 'src/model/a.ts', text: header + lines(250), problems: 1 },
    { path: 'src/model/a.ts', text: `// Past 250 lines for a reason.\n${lines(400)}`, problems: 1 },
  ],
  'there is no any': [
    { path: 'src/model/a.ts', text: 'let a: any\nlet b = a as any\nlet c: any[]\n', problems: 3 },
    { path: 'src/model/a.ts', text: 'let m: Map<string, any>\ntype F = () => any\n', problems: 2 },
  ],
  'there is no enum, no namespace, no decorator': [
    { path: 'src/model/a.ts', text: 'export enum A { B }\nnamespace C {}\n@d\n', problems: 3 },
  ],
  'classes are the parser alone': [
    { path: 'src/model/a.ts', text: 'export class A {}\nconst b = class {}\n', problems: 2 },
  ],
  'work to be done has an issue': [
    { path: 'src/model/a.ts', text: `// TO${'DO'} later\n// FIX${'ME(#)'} soon\n`, problems: 2 },
  ],
  'no test is skipped or focused': [
    { path: 'test/a.test.ts', text: 'it.only(f)\ndescribe.skip(f)\nxit(f)\n', problems: 3 },
  ],
  'default exports are for rules and configurations': [
    { path: 'src/model/a.ts', text: 'export default 1\nexport { a as default }\n', problems: 2 },
  ],
  'the clock, chance, the locale and the process stay in src/cli': [
    {
      path: 'src/model/a.ts',
      text: 'process.exit()\nDate.now()\na.localeCompare(b)\n',
      problems: 3,
    },
    { path: 'rules/data/a.ts', text: `console.log(\`$\{Math.random()}\`)\n`, problems: 2 },
  ],
}

describe('every TypeScript file', () => {
  it('is seen at all', () => {
    expect(files.map((file) => file.path)).toContain('grammar/ast.ts')
    expect(Object.keys(badTexts)).toEqual(Object.keys(textChecks))
  })

  describe.each(Object.entries(textChecks))('%s', (name, check) => {
    it('holds', () => expect(files.flatMap(check)).toEqual([]))
    it.each(badTexts[name]!)('refuses %j', ({ path, text, problems }) => {
      expect(check({ path, text })).toHaveLength(problems)
    })
  })

  it('says nothing about words in strings, comments, templates and regular expressions', () => {
    const text = `${header}const a = 'x: any' // class A {}
const b = /enum A {/g, c = \`enum A { \${1} namespace B {\`\n`
    const quiet: SourceFile = { path: 'src/model/a.ts', text }
    expect(Object.values(textChecks).flatMap((check) => check(quiet))).toEqual([])
  })
})

describe('imports', () => {
  it('go in the directions of the table', () =>
    expect(files.flatMap(directionProblems)).toEqual([]))

  it.each([
    ['src/graph/a.ts', "import type { Model } from '#src/model/model.ts'"],
    ['src/model/a.ts', "import { load } from '#src/workspace/load.ts'"],
    ['src/model/a.ts', "import { type A, load } from '#src/workspace/load.ts'"],
    ['src/lint/run.ts', "export { config } from '#src/workspace/config.ts'"],
    ['src/model/a.ts', "type Facts = import('#src/analysis/facts.ts').Facts"],
    ['src/cli/a.ts', "const elk = await import('elkjs')"],
    ['src/cli/a.ts', "import { parse } from '#grammar/parse.ts'"],
    ['src/report/a.ts', "import '#src/lint/run.ts'"],
    ['rules/data/a.ts', "import { Facts } from '#src/analysis/facts.ts'"],
    ['rules/data/a.ts', "import other from './b.ts'"],
    ['src/analysis/a.ts', "import {\n  a,\n  b,\n} from 'svgdom'"],
    ['src/workspace/load.ts', "import { readFileSync } from 'node:fs'"],
    ['src/nowhere/a.ts', ''],
  ])('are refused in %s: %s', (path, text) => {
    expect(directionProblems({ path, text })).toHaveLength(1)
  })

  it.each([
    ['src/model/a.ts', "import type { Host } from '#src/workspace/host.ts'"],
    ['src/model/a.ts', "import { type Host, type File } from '#src/workspace/host.ts'"],
    ['src/cli/a.ts', "import { readFileSync } from 'node:fs'"],
    ['src/render/a.ts', "const { SVG } = await import('@svgdotjs/svg.js')"],
    ['rules/data/a.ts', "import { defineRule } from '#src/lint/rule.ts'"],
    ['src/model/a.test.ts', "import { parse } from '#grammar/parse.ts'"],
    ['src/model/a.ts', "// import x from 'svgdom'\nconst a = \"import x from 'svgdom'\""],
  ])('are accepted in %s: %s', (path, text) => {
    expect(directionProblems({ path, text })).toEqual([])
  })

  it('are ./ inside a folder and # across folders', () =>
    expect(files.flatMap(styleProblems)).toEqual([]))

  it.each([
    ['src/model/a.ts', "import { b } from '#src/model/b.ts'"],
    ['src/model/a.ts', "import { b } from '../kinds/b.ts'"],
    ['test/a.test.ts', "import { b } from '../src/index.ts'"],
    ['src/cli/commands/a.ts', "import { b } from '../b.ts'"],
    ['src/model/a.ts', "import { b } from './b'"],
    ['src/index.ts', "import { b } from './model/b.ts'"],
  ])('are refused in %s for their form: %s', (path, text) => {
    expect(styleProblems({ path, text })).toHaveLength(1)
  })

  it('make no cycle', () => expect(cycles(files)).toEqual([]))

  it('are a cycle where two files need each other', () => {
    const a = { path: 'src/model/a.ts', text: "import type { B } from './b.ts'" }
    const b = { path: 'src/model/b.ts', text: "import { c } from '#src/kinds/c.ts'" }
    const c = { path: 'src/kinds/c.ts', text: "export * from '#src/model/a.ts'" }
    expect(cycles([a, b, c])).toEqual([
      'src/kinds/c.ts -> src/model/a.ts -> src/model/b.ts -> src/kinds/c.ts',
    ])
    expect(cycles([a, b])).toEqual([])
  })

  it('are found in every form that they can be written in', () => {
    const text = `import a from 'a'\nimport type { B } from "b"; export * from 'c'
import 'd'\nimport {\n  e,\n} from 'e'\nconst f = await import('f')\nexport const g = 'g'
import h, { type H } from 'h'\nexport type { I } from 'i'\n`
    expect(importsOf(text).map((one) => [one.specifier, one.typeOnly])).toEqual([
      ...[
        ['a', false],
        ['b', true],
        ['c', false],
        ['d', false],
        ['e', false],
      ],
      ...[
        ['f', false],
        ['h', false],
        ['i', true],
      ],
    ])
  })
})

describe('the project', () => {
  it('has three files for every rule', () => {
    expect(siblingProblems(pathsBelow('rules'))).toEqual([])
    expect(siblingProblems(['rules/data/a.ts', 'rules/data/a.md'])).toEqual([
      'rules/data/a.arch: missing',
    ])
    expect(siblingProblems(['rules/data/notes.txt'])).not.toEqual([])
  })

  it('has fresh generated files', () => expect(stale()).toEqual([]))

  it('says why it has each dependency', () => {
    expect(reasonProblems(JSON.parse(readText('package.json')))).toEqual([])
    expect(reasonProblems({ dependencies: { a: '1' }, devDependencies: { b: '1' } })).toHaveLength(
      2,
    )
    expect(reasonProblems({ 'dependencies-because': { c: 'gone' } })).toHaveLength(1)
  })

  it('names no registry in its lock file', () => {
    expect(hostProblems(JSON.parse(readText('package-lock.json')))).toEqual([])
    const resolved = 'https://registry.example/a.tgz'
    expect(hostProblems({ packages: { 'node_modules/a': { resolved } } })).toHaveLength(1)
  })

  it('describes itself in under 150 lines', () => {
    const count = readText('ARCHITECTURE.md').trimEnd().split('\n').length
    expect(count).toBeGreaterThan(30)
    expect(count).toBeLessThan(150)
  })

  it('blanks code to the same length', () => {
    for (const file of files) expect(codeOf(file.text)).toHaveLength(file.text.length)
  })
})
