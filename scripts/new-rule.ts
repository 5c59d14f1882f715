// `npm run new:rule <category>/<id>` makes the three files of a rule and says what to do next. What it
// writes compiles and runs: a rule that finds nothing yet, whose one case asserts silence.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const endOfHeader = '<!-- above: generated from the rule by npm run gen -->'

export interface NewFile {
  readonly path: string
  readonly text: string
}

/** The three files; undefined where the name is none that a rule can have. */
export function newRule(name: string): readonly NewFile[] | undefined {
  const match = /^([a-z]+(?:-[a-z]+)*)\/([a-z]+(?:-[a-z0-9]+)+)$/.exec(name)
  if (!match || match[1] === 'generated') return undefined
  const [, category = '', id = ''] = match
  const files = { ts: rule(category, id), md: page(id), arch: cases(id) }
  return Object.entries(files).map(([ending, text]) => ({
    path: `rules/${category}/${id}.${ending}`,
    text,
  }))
}

function rule(category: string, id: string): string {
  return `// What the rule looks for, and where it stays silent, in two or three sentences.

import { type Component, defineRule, named } from '#src/lint/rule.ts'

const message = (component: Component): string => \`\${named(component.name)} …\`

export default defineRule({
  id: '${id}',
  category: '${category}',
  severity: 'warning',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'what is wrong, in one line',
  options: {},
  yieldsTo: [],
  *check({ model }) {
    for (const component of model.components.filter(isConcerned)) {
      yield { message: message(component), at: component.at, subjects: [component.name] }
    }
  },
})

function isConcerned(_component: Component): boolean {
  return false
}
`
}

const sections: readonly (readonly [title: string, text: string])[] = [
  ['What it finds', 'The condition, in one sentence.'],
  ['Why it matters', 'What happens to users when it is left as it is.'],
  ['Reported', 'The smallest text that has it, with carets under the place.'],
  ['Not reported', 'What looks like it and is fine.'],
  ['How to fix', 'The same text, mended.'],
  ['When to ignore it', 'The case in which it is right to leave it, with its reason.'],
  ['Method and source', 'How it is decided, and the public source of the idea.'],
]

const example = '```arch\nclient web\nservice api { replicas: 2 }\nweb -> api\n```'

function page(id: string): string {
  const body = sections.map(([title, text]) =>
    title === 'Reported' || title === 'How to fix'
      ? `## ${title}\n\n${text}\n\n${example}`
      : `## ${title}\n\n${text}`,
  )
  return `# ${id}\n\n${endOfHeader}\n\n${body.join('\n\n')}\n`
}

function cases(id: string): string {
  return `# === a system that ${id} has nothing to say about
client web
service api { replicas: 2 }
web -> api
`
}

const next = (name: string): string => `
next:
  1. write the cases first: rules/${name}.arch (one that fires, a near miss, two findings, a false alarm)
  2. npm run gen, which lists the rule and writes the header of its page
  3. npx vitest run test/rules.test.ts, until it passes
  4. npm run bless, which renews the lists and outputs in documents and examples; read the difference
`

/** Makes the files; the exit status. */
function make(name: string): number {
  const files = newRule(name)
  if (!files) {
    console.error(`"${name}" is not of the form category/id, as in availability/lb-single-target`)
    return 2
  }
  const there = files.find(({ path }) => existsSync(join(root, path)))
  if (there) {
    console.error(`${there.path} is there already`)
    return 2
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    console.log(`wrote ${path}`)
  }
  console.log(next(name))
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = make(process.argv[2] ?? '')
}
