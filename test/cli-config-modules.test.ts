// Configs that are modules, through the built program: they run, and what Node says badly about those that do
// not is said well. None of them makes the run hang, end early, or print anything of Node's. It is past
// 250 lines because each case is a table's row with the whole answer.

import { describe, expect, test } from 'vitest'
import { importModule } from '#src/cli/import-module.ts'
import { folderWith } from './support/run.ts'

const warned = 'client web\nservice api { managed: yes }\ndatabase db\nweb -> api -> db\n'

/** The lines of standard error without the margin of the frame. */
function told(files: Readonly<Record<string, string>>) {
  const { status, out, err } = folderWith({ 'a.arch': warned, ...files }).run(['a.arch'])
  return { status, out, lines: err.split('\n').filter((line) => !/^ *\d* *\|?$/.test(line)) }
}

const ending = ['1 file: 1 error', 'loadpath: the config has mistakes, so nothing was linted']

const off = `{ rules: { 'unreplicated-database': 'off', 'single-point-of-failure': 'off' } }`

describe('a config that is a module', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    [
      'TypeScript',
      { 'loadpath.config.ts': `const config: object = ${off}\nexport default config\n` },
    ],
    ['TypeScript without a package', { 'loadpath.config.ts': `export default ${off}` }],
    ['JavaScript', { 'loadpath.config.js': `export default ${off}` }],
    [
      'JavaScript with an import, in a package without a type',
      {
        'package.json': '{ "name": "x" }',
        'loadpath.config.js': `import 'node:path'\nexport default ${off}`,
      },
    ],
    [
      'TypeScript with an import, in a package without a type',
      {
        'package.json': '{ "name": "x" }',
        'loadpath.config.ts': `import config from './other.ts'\nexport default config`,
        'other.ts': `export default ${off}`,
      },
    ],
    [
      'CommonJS',
      { 'package.json': '{ "type": "commonjs" }', 'loadpath.config.js': `module.exports = ${off}` },
    ],
    [
      'compiled to CommonJS, with a plugin that is',
      {
        'package.json': '{ "type": "commonjs" }',
        'loadpath.config.js': `"use strict"\nObject.defineProperty(exports, "__esModule", { value: true })\nexports.default = { plugins: ['./none.cjs'], ...${off} }`,
        'none.cjs': `exports.__esModule = true\nexports.default = { id: 'a-rule', category: 'a', severity: 'hint', presets: [], since: '1', summary: 's', options: {}, yieldsTo: [], check() {} }`,
      },
    ],
    ['awaited', { 'loadpath.config.ts': `export default await Promise.resolve(${off})` }],
    [
      'a package',
      {
        'loadpath.config.json': '{ "extends": ["team"] }',
        'node_modules/team/package.json': '{ "exports": { "import": "./main.mjs" } }',
        'node_modules/team/main.mjs': `export default ${off}`,
      },
    ],
    [
      'a package of JSON',
      {
        'loadpath.config.json': '{ "extends": ["@team/rules"] }',
        'node_modules/@team/rules/package.json': '{ "main": "rules.json" }',
        'node_modules/@team/rules/rules.json': off.replaceAll("'", '"').replace('rules', '"rules"'),
      },
    ],
  ])('runs: %s', (_, files) => {
    expect(told(files)).toEqual({ status: 0, out: '1 file: no findings\n', lines: [] })
  })

  test('may leave something running and print: the result comes alone, and the run ends', () => {
    const text = `setInterval(() => {}, 1000)\nconsole.log('loading')\nexport default ${off}`
    const folder = folderWith({ 'a.arch': warned, 'loadpath.config.ts': text })
    expect(folder.run(['a.arch'])).toEqual({
      status: 0,
      out: '1 file: no findings\n',
      err: 'loading\n',
    })
  })

  test.each<[string, string, readonly string[]]>([
    [
      'an enum',
      'enum Colour { Red }\nexport default {}',
      [
        'error[config-module]: an enum cannot run: Node takes the types out of TypeScript and translates nothing',
        ' --> loadpath.config.ts:1:1',
        '1 | enum Colour { Red }',
        "  = help: write a union of texts: type Colour = 'red' | 'blue'",
      ],
    ],
    [
      'a namespace',
      'export default {}\nnamespace A { export const b = 1 }',
      [
        'error[config-module]: a namespace declaration cannot run: Node takes the types out of TypeScript and translates nothing',
        ' --> loadpath.config.ts:2:1',
        '2 | namespace A { export const b = 1 }',
        '  = help: make it a module: a file of its own that exports',
      ],
    ],
    [
      'a parameter property',
      'class A { constructor(public b: number) {} }\nexport default {}',
      [
        'error[config-module]: a parameter property cannot run: Node takes the types out of TypeScript and translates nothing',
        ' --> loadpath.config.ts:1:30',
        '1 | class A { constructor(public b: number) {} }',
        '  = help: declare the field, and set it in the constructor',
      ],
    ],
    [
      'a slip',
      '// one\nexport default {\n  rules: ,\n}',
      [
        'error[config-module]: this cannot be read: expression expected',
        ' --> loadpath.config.ts:3:10',
        '3 |   rules: ,',
      ],
    ],
    [
      'no end',
      'export default {\n  rules: {',
      [
        'error[config-module]: this cannot be read: the file ends here, and something is still open',
        ' --> loadpath.config.ts:2:11',
        '2 |   rules: {',
      ],
    ],
    [
      'an import without its ending',
      "import rules from './rules/acme'\nexport default { rules }",
      [
        'error[config-module]: loadpath.config.ts imports "./rules/acme", which is not there',
        ' --> loadpath.config.ts:1:19',
        "1 | import rules from './rules/acme'",
        '  = help: Node wants the whole name, with its ending: "./rules/acme.ts"',
      ],
    ],
    [
      'an import of .js for .ts',
      "import rules from './rules/acme.js'\nexport default { rules }",
      [
        'error[config-module]: loadpath.config.ts imports "./rules/acme.js", which is not there',
        ' --> loadpath.config.ts:1:19',
        "1 | import rules from './rules/acme.js'",
        '  = help: Node wants the whole name, with its ending: "./rules/acme.ts"',
      ],
    ],
    [
      'a package that is not there',
      "import x from 'nowhere'\nexport default x",
      [
        'error[config-module]: loadpath.config.ts imports the package "nowhere", which is not there',
        ' --> loadpath.config.ts:1:15',
        "1 | import x from 'nowhere'",
      ],
    ],
    [
      'loadpath that is not installed',
      "import { defineConfig } from 'loadpath'\nexport default defineConfig({})",
      [
        'error[config-module]: loadpath.config.ts imports the package "loadpath", which is not there',
        ' --> loadpath.config.ts:1:30',
        "1 | import { defineConfig } from 'loadpath'",
        '  = help: npm install --save-dev loadpath, or do without defineConfig: export default { … }',
      ],
    ],
    [
      'an export that is not there',
      "import { Rules } from './rules/acme.ts'\nexport default {}",
      [
        'error[config-module]: "./rules/acme.ts" exports no "Rules"',
        ' --> loadpath.config.ts:1:10',
        "1 | import { Rules } from './rules/acme.ts'",
        "  = help: where it is a type, write: import type { Rules } from './rules/acme.ts'",
      ],
    ],
    [
      'an error',
      "export default {}\nthrow new Error('boom')",
      [
        'error[config-module]: loadpath.config.ts failed: boom',
        ' --> loadpath.config.ts:2:7',
        "2 | throw new Error('boom')",
      ],
    ],
    [
      'something strange thrown',
      'throw { toString() { throw 1 } }',
      [
        'error[config-module]: loadpath.config.ts failed: it threw something that cannot be shown',
        ' --> loadpath.config.ts:1:1',
        '1 | throw { toString() { throw 1 } }',
      ],
    ],
    [
      'an error in a file that it imports',
      "import './rules/throws.ts'\nexport default {}",
      [
        'error[config-module]: loadpath.config.ts failed: no luck',
        ' --> rules/throws.ts:1:7',
        "1 | throw new TypeError('no luck')",
      ],
    ],
    [
      'a wait without end',
      'await new Promise(() => {})\nexport default {}',
      [
        'error[config-module]: loadpath.config.ts never ends loading: it waits for what never comes',
        ' --> loadpath.config.ts:1:1',
        '1 | await new Promise(() => {})',
        '  = help: look for an `await` at its top level',
      ],
    ],
  ])('with %s is told', (_, text, lines) => {
    const files = {
      'loadpath.config.ts': text,
      'rules/acme.ts': 'export default {}',
      'rules/throws.ts': "throw new TypeError('no luck')",
    }
    const { status, out, lines: found } = told(files)
    expect([status, out]).toEqual([2, ''])
    expect(found.filter((line) => !/^ +\| +\^+$/.test(line))).toEqual([...lines, ...ending])
  })

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'a config of no package exports nothing',
      { 'loadpath.config.js': '// export default { … }\nconst config = { rules: {} }\n' },
      [
        'error[config-module]: loadpath.config.js has no default export',
        ' --> loadpath.config.js:1:1',
        '1 | // export default { … }',
        '  = note: it exports nothing',
        '  = help: write: export default { … }',
      ],
    ],
    [
      'a plugin exports nothing',
      { 'loadpath.config.json': '{ "plugins": ["./a.ts"] }', 'a.ts': 'const rule = {}\n' },
      [
        'error[config-module]: ./a.ts has no default export',
        ' --> loadpath.config.json:1:15',
        '1 | { "plugins": ["./a.ts"] }',
        '  = note: it exports nothing',
        '  = help: write: export default { … }',
      ],
    ],
    ...(
      [
        ['module.exports = {}', 'module', 'export default { … }'],
        ["const a = require('a')", 'require', "import … from '…'"],
        ['const a = __dirname', '__dirname', 'import.meta.dirname'],
      ] as const
    ).map(([line, name, instead]): [string, Readonly<Record<string, string>>, string[]] => [
      `a module has ${name}`,
      { 'package.json': '{ "type": "module" }', 'loadpath.config.js': line },
      [
        `error[config-module]: there is no \`${name}\` in a file that is read as an ES module`,
        ` --> loadpath.config.js:1:${line.indexOf(name) + 1}`,
        `1 | ${line}`,
        `  = help: write: ${instead}`,
      ],
    ]),
    [
      'JSON is imported as code',
      {
        'loadpath.config.ts':
          "import 'node:path'\nimport rules from './a.json'\nexport default rules",
        'a.json': '{}',
      },
      [
        'error[config-module]: "./a.json" is JSON, and is imported as if it were code',
        ' --> loadpath.config.ts:2:19',
        "2 | import rules from './a.json'",
        "  = help: write: import … from './a.json' with { type: 'json' }",
      ],
    ],
    [
      'what it extends is not installed',
      { 'loadpath.config.json': '{ "extends": ["nope-pkg"] }' },
      [
        'error[config-not-found]: there is no config "nope-pkg"',
        ' --> loadpath.config.json:1:15',
        '1 | { "extends": ["nope-pkg"] }',
        '  = help: install it, or write a path that begins with "./": "./nope-pkg"',
      ],
    ],
    ...(['extends', 'plugins'] as const).map(
      (key): [string, Readonly<Record<string, string>>, string[]] => [
        `a package in ${key} lacks its file`,
        {
          'loadpath.config.json': `{ "${key}": ["team"] }`,
          'node_modules/team/package.json': '{ "main": "main.js" }',
        },
        [
          'error[config-not-found]: the package "team" has no file to load: node_modules/team/main.js is not there',
          ' --> loadpath.config.json:1:15',
          `1 | { "${key}": ["team"] }`,
          '  = help: its package.json says in "exports" or "main" which file that is; without, it is index.js',
        ],
      ],
    ),
    [
      'a config in a package is TypeScript',
      {
        'loadpath.config.json': '{ "extends": ["team"] }',
        'node_modules/team/package.json': '{ "exports": "./main.ts" }',
        'node_modules/team/main.ts': 'export default {}',
      },
      [
        'error[config-module]: node_modules/team/main.ts is TypeScript, which Node does not run inside node_modules',
        ' --> loadpath.config.json:1:15',
        '1 | { "extends": ["team"] }',
        '  = help: the package has to ship JavaScript; what is TypeScript lives in the project',
      ],
    ],
  ])('where %s is told', (_, files, lines) => {
    const { status, out, lines: found } = told(files)
    expect([status, out]).toEqual([2, ''])
    expect(found.filter((line) => !/^ +\| +\^+$/.test(line))).toEqual([...lines, ...ending])
  })

  test('with import in CommonJS is told', () => {
    const files = {
      'package.json': '{ "type": "commonjs" }',
      'loadpath.config.js': "import 'node:path'\n",
    }
    expect(told(files).lines).toEqual([
      'error[config-module]: import and export stand in a file that is read as CommonJS',
      ' --> loadpath.config.js:1:1',
      "1 | import 'node:path'",
      '  | ^^^^^^',
      '  = help: write "type": "module" in the package.json above it, or put the config into loadpath.config.json',
      ...ending,
    ])
  })

  test('with a slip in JavaScript has its line', () => {
    const text = "import 'node:path'\nexport default {\n  rules: ,\n}"
    expect(told({ 'loadpath.config.js': text }).lines[1]).toBe(' --> loadpath.config.js:3:10')
  })

  test('that ends the process does not pass for a clean run', () => {
    expect(told({ 'loadpath.config.ts': 'process.exit(0)' })).toEqual({
      status: 2,
      out: '',
      lines: ['loadpath: a module of the config ended the process before the run was over'],
    })
  })

  test('that fails later is told all the same', () => {
    const text = `setTimeout(() => { throw new Error('later') }, 1)\nawait new Promise((end) => setTimeout(end, 500))\nexport default {}`
    expect(told({ 'loadpath.config.ts': text }).lines[0]).toBe(
      'error[config-module]: loadpath.config.ts failed: later',
    )
  })

  test('that fails while the next one loads is told, too', () => {
    const files = {
      'loadpath.config.ts': `setTimeout(() => { throw new Error('late') }, 1)\nexport default { plugins: ['./a.ts'] }`,
      'a.ts': 'await new Promise((end) => setTimeout(end, 500))\nexport default []',
    }
    const { status, lines } = told(files)
    expect([status, lines.at(-1)]).toEqual([2, expect.stringMatching(/late$|nothing was linted$/)])
    expect(lines.join('\n')).not.toContain('Node.js')
  })

  test('that is busy for too long is given up', async () => {
    const text = 'setInterval(() => {}, 50)\nawait new Promise(() => {})\nexport default {}'
    const path = `${folderWith({ 'busy.mjs': text.replace('setInterval', 'globalThis.busy = setInterval') }).path}/busy.mjs`
    expect(await importModule(path, path, 100)).toEqual({
      kind: 'failed',
      failure: { kind: 'never-ended', seconds: 0.1 },
    })
    clearInterval(Reflect.get(globalThis, 'busy'))
  })
})
