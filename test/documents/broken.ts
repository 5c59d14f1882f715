// The examples of mistakes: what their comments announce, what the program says about them, and every code
// that the sources can report. An announcement is a comment `# some-code: why`, and the mistake stands on
// the next line that is no comment. Codes are given with their line: `12 unknown-kind`.

import { isTest, readText, typescriptFiles } from '../tidy/tree.ts'
import { run } from './program.ts'

interface Finding {
  readonly rule: string
  readonly category: string
  readonly severity: string
  readonly location: { readonly file: string; readonly start: { readonly line: number } }
}

const categories = ['syntax', 'model', 'workspace']

/** What the comments of a file announce, in the order of lines. */
export function expectedCodes(path: string): readonly string[] {
  const lines = readText(path).split('\n')
  return lines.flatMap((line, index) => {
    const code = /^\s*# ([a-z]+(?:-[a-z0-9]+)*): /.exec(line)?.[1]
    if (code === undefined) return []
    const below = lines.findIndex((other, at) => at > index && !/^\s*#/.test(other))
    return [`${below + 1} ${code}`]
  })
}

/** The errors and warnings about text, model and workspace in a folder's files, by file. */
export function codesShown(folder: string): ReadonlyMap<string, readonly string[]> {
  const { out } = run('loadpath', ['check', '--format', 'json', folder])
  const report: { findings: readonly Finding[] } = JSON.parse(out)
  const mistakes = report.findings
    .filter((one) => categories.includes(one.category))
    .filter((one) => one.severity === 'error' || one.severity === 'warning')
  const byFile = new Map<string, string[]>()
  for (const { location, rule } of mistakes) {
    const codes = byFile.get(location.file) ?? []
    byFile.set(location.file, [...codes, `${location.start.line} ${rule}`])
  }
  return byFile
}

/** Every code of an error or warning that the sources report, by `problem(category, code, …)` or a shorthand. */
export function codesWritten(): readonly string[] {
  const named = `problem\\(\\s*'(?:${categories.join('|')})',|\\b(?:syntax|told)\\(`
  const call = new RegExp(`(?:${named})\\s*'([a-z0-9-]+)'`, 'g')
  const codes = typescriptFiles()
    .filter((file) => !isTest(file.path))
    .flatMap((file) => [...file.text.matchAll(call)].map((match) => match[1]!))
  return [...new Set(codes)].sort()
}
