// What the documents show is true: their `arch` blocks are read by the built program, and their `console`
// blocks are run and their outputs compared, so that a reader sees what a reader gets. A comment
// `<!-- shop.arch -->` before a block of any language names it for the commands below it. `npm run bless`
// rewrites the outputs.

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { blocksOf, type Session, sessionsOf } from './documents/blocks.ts'
import { isBlessing, program, run } from './documents/program.ts'
import { readText, root } from './tidy/tree.ts'

const documents = ['README.md', 'CONTRIBUTING.md']

const folder = mkdtempSync(join(tmpdir(), 'loadpath-documents-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** `npx loadpath` and the package `loadpath` of a document are those that were built here. */
function prepare(): void {
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true })
  mkdirSync(join(folder, 'bin'))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/loadpath'))
  writeFileSync(
    join(folder, 'bin/npx'),
    `#!/bin/sh\nshift\nexec '${process.execPath}' '${program}' "$@"\n`,
    { mode: 0o755 },
  )
}

/** What a command prints, its errors after its output. */
function outputOf(command: string): string {
  const { out, error } = run('bash', ['-c', `PATH="$PWD/bin:$PATH"; ${command}`], folder)
  return `${out}${error}`.trimEnd()
}

function answered(session: Session): string {
  return session.commands
    .map(({ command }) =>
      [`$ ${command}`, outputOf(command)].filter((text) => text !== '').join('\n'),
    )
    .join('\n')
}

prepare()

describe.each(documents)('%s', (path) => {
  const text = readText(path)
  const blocks = blocksOf(text)

  for (const { name, text: content } of blocks) {
    if (name === undefined) continue
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }

  it('shows .arch text, and commands with what they print', () => {
    expect(blocks.filter((block) => block.language === 'arch').length).toBeGreaterThan(0)
    expect(sessionsOf(text).length).toBeGreaterThan(0)
  })

  it.each(blocks.filter((block) => block.language === 'arch'))('line $line reads well', (block) => {
    const file = join(folder, `line-${block.line}.arch`)
    writeFileSync(file, block.text)
    const { out } = run('loadpath', ['check', '--format', 'json', file])
    const report: { findings: { category: string; severity: string }[] } = JSON.parse(out)
    const mistakes = report.findings.filter((one) =>
      /^(syntax|model|workspace)$/.test(one.category),
    )
    expect(mistakes.filter((one) => one.severity === 'error')).toEqual([])
  })

  it('prints what it shows', () => {
    const actual = sessionsOf(text).reduceRight(
      (whole, session) =>
        whole.slice(0, session.start) + answered(session) + whole.slice(session.end),
      text,
    )
    if (isBlessing) writeFileSync(join(root, path), actual)
    expect(isBlessing ? actual : text).toBe(actual)
  })
})

describe('the reader of documents', () => {
  const text = 'a\n<!-- x.arch -->\n```arch\nservice a\n```\n```console\n$ one\nout\n\n$ two\n```\n'

  it('finds blocks with their names, lines and texts', () => {
    expect(blocksOf(text)[0]).toMatchObject({ language: 'arch', name: 'x.arch', line: 3 })
    expect(blocksOf(text)[0]?.text).toBe('service a\n')
  })

  it('finds commands with their outputs', () => {
    const [session] = sessionsOf(text)
    expect(session?.commands).toEqual([
      { command: 'one', output: 'out' },
      { command: 'two', output: '' },
    ])
    expect(text.slice(session?.start, session?.end)).toBe('$ one\nout\n\n$ two')
  })
})
