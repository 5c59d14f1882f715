import { isBuiltin } from 'node:module'
import { defineConfig } from 'tsdown'

// One bundle with lazy chunks: bin → main with all that `check` needs → pictures, pages. Chevrotain and
// commander are inside, because loading them file by file takes longer than their work; elkjs, svg.js and
// svgdom stay outside, and only pictures load them.
export default defineConfig({
  entry: {
    bin: 'src/cli/bin.ts',
    index: 'src/index.ts',
    graph: 'src/graph/index.ts',
    node: 'src/cli/node.ts',
    'layout-worker': 'src/cli/layout-worker.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  outDir: 'dist',
  clean: ['dist/*.mjs'],
  dts: false,
  sourcemap: false,
  minify: true,
  hash: false,
  deps: {
    alwaysBundle: ['chevrotain', /^@chevrotain\//, 'commander', 'jsonc-parser'],
    onlyBundle: ['chevrotain', /^@chevrotain\//, 'commander', 'jsonc-parser'],
    neverBundle: ['elkjs', /^elkjs\//, 'svgdom', '@svgdotjs/svg.js'],
    onlyImport: ['elkjs', 'svgdom', '@svgdotjs/svg.js'],
  },
  // Its other form is UMD, which no bundler sees through.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  treeshake: { moduleSideEffects: false },
  outputOptions: {
    codeSplitting: {
      groups: [
        { name: 'simulation', test: /src[\\/]simulate[\\/]/ },
        { name: 'pictures', test: /src[\\/](view|layout|render)[\\/]/ },
        // With all that it imports, for the program and the public entries: one file to open, not six.
        {
          name: 'shared',
          test: /src[\\/]cli[\\/](node-host|ending|flags|config-files)\.ts$|node:(fs|path)$/,
        },
      ],
    },
  },
  plugins: [lightBuiltins()],
  copy: [
    { from: 'src/report/check.schema.json', to: 'dist' },
    { from: 'src/workspace/generated/config.schema.json', to: 'dist' },
    { from: 'src/estimate/estimate.schema.json', to: 'dist' },
    { from: 'src/simulate/simulate.schema.json', to: 'dist' },
    licence('chevrotain', 'LICENSE.txt'),
    licence('commander', 'LICENSE'),
    licence('jsonc-parser', 'LICENSE.md'),
  ],
})

/** What is inside the bundle comes with its licence; chevrotain's own parts have the same text. */
function licence(name: string, file: string) {
  return { from: `node_modules/${name}/${file}`, to: 'dist/licenses', rename: `${name}.txt` }
}

// An `import` of one of Node's own modules evaluates every lazy member of it (streams, workers): 5 ms of a
// run that should take 40. Asking the process for the module touches only what is used.
function lightBuiltins() {
  const mark = '\0node:'
  return {
    name: 'light-builtins',
    resolveId: {
      order: 'pre' as const,
      handler: (id: string) => (isBuiltin(id) ? `${mark}${id.replace(/^node:/, '')}` : null),
    },
    load: (id: string) => (id.startsWith(mark) ? builtinModule(id.slice(mark.length)) : null),
  }
}

function builtinModule(name: string): string {
  // Commander's commands that are programs of their own need it; we have none.
  if (name === 'child_process') return 'export default {}'
  const members = Object.keys(process.getBuiltinModule(`node:${name}`) ?? {})
  return [
    `const builtin = process.getBuiltinModule('node:${name}')`,
    'export default builtin',
    ...members
      .filter((member) => member !== 'default')
      .map((member) => `export const ${member} = /* @__PURE__ */ (() => builtin.${member})()`),
  ].join('\n')
}
