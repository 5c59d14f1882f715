// The examples give the findings and the pictures that stand beside them, run by the built program.
// `npm run bless` rewrites both; read the difference as the architect of that system would.
// In examples/broken, a comment above each mistake names the code that it must give, and no other appears.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { codesShown, codesWritten, expectedCodes } from './documents/broken.ts'
import { golden, run } from './documents/program.ts'
import { readText, root } from './tidy/tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'loadpath-examples-'))
afterAll(() => rmSync(folder, { recursive: true }))

const examples = readdirSync(join(root, 'examples')).sort()

const drawn = examples.filter((name) => filesOf(name).includes('main.arch'))

function filesOf(example: string): readonly string[] {
  return readdirSync(join(root, 'examples', example)).sort()
}

/** What a person would see at the prompt: the command, its output, its status. */
function transcript(args: readonly string[]): string {
  const { status, out, error } = run('loadpath', args)
  return `$ npx loadpath ${args.join(' ')}\n${out}${error}exit status ${status}\n`
}

/** What is checked by itself: each file of a drawn example, the folder of one that is not. */
const checks = examples.flatMap((example) =>
  drawn.includes(example)
    ? filesOf(example)
        .filter((file) => file.endsWith('.arch'))
        .map((file) => ({
          path: `examples/${example}/${file}`,
          findings: `examples/${example}/${file.replace('main.arch', '').replace('.arch', '-')}findings.txt`,
        }))
    : [{ path: `examples/${example}`, findings: `examples/${example}/findings.txt` }],
)

describe('every example', () => {
  it('is there', () => {
    expect(examples).toEqual([
      'broken',
      'everything-right',
      'mint',
      'online-boutique',
      'pastebin',
      'photo-sharing',
      'query-cache',
      'social-graph',
      'social-network',
      'sock-shop',
      'web-crawler',
    ])
    expect(drawn).toHaveLength(10)
  })

  it.each(examples)('%s says in a README where it is from', (example) => {
    expect(readText(`examples/${example}/README.md`)).toMatch(/## (Source|What it is for)\n/)
  })

  it.each(checks)('$path gives the findings beside it', ({ path, findings }) => {
    const actual = transcript(['check', path])
    expect(actual).toBe(golden(findings, actual))
  })

  it.each(drawn)('%s gives the picture beside it', (example) => {
    const path = `examples/${example}/main`
    const picture = join(folder, `${example}.svg`)
    const { status, error } = run('loadpath', ['render', `${path}.arch`, '-o', picture])
    expect([status, error]).toEqual([0, ''])
    const actual = readFileSync(picture, 'utf8')
    expect(actual).toBe(golden(`${path}.svg`, actual))
  })

  it.each(drawn)('%s has no mistake of text or model', (example) => {
    const { out } = run('loadpath', ['check', '--format', 'json', `examples/${example}/main.arch`])
    const report: { findings: { category: string; severity: string }[] } = JSON.parse(out)
    const mistakes = report.findings.filter((one) =>
      /^(syntax|model|workspace)$/.test(one.category),
    )
    expect(mistakes.filter((one) => one.severity !== 'info')).toEqual([])
  })
})

describe('online-boutique', () => {
  it('keeps the reference that dangles in the real manifests', () => {
    const { status, out } = run('loadpath', ['check', 'examples/online-boutique/as-deployed.arch'])
    expect(status).toBe(1)
    expect(out.match(/unknown-component/g)).toHaveLength(1)
    expect(out).toContain('shoppingassistantservice')
  })
})

/** Codes that no small file of ours can show: they need a hundred files, a million edges. */
const tooBig = ['import-too-deep', 'too-large']

describe('broken', () => {
  const shown = codesShown('examples/broken')
  const files = filesOf('broken').filter((file) => file.endsWith('.arch'))

  it.each(files)('%s gives just the codes that its comments announce', (file) => {
    const path = `examples/broken/${file}`
    expect(shown.get(path)).toEqual(expectedCodes(path))
  })

  it('shows every code that a text, a model or a workspace can give', () => {
    const announced = files.flatMap((file) => expectedCodes(`examples/broken/${file}`))
    const codes = announced.map((one) => one.replace(/^\d+ /, ''))
    expect(
      codesWritten().filter((code) => !codes.includes(code) && !tooBig.includes(code)),
    ).toEqual([])
    expect(codesWritten()).toEqual(expect.arrayContaining(tooBig))
  })
})
