// The one order of findings: by file, start, rule and message, by code unit. What says the same twice
// stands once, also where several files of a run say it.

import type { Diagnostic } from '#grammar/diagnostic.ts'

export function ordered(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...findings].sort(compare)
  return sorted.filter((one, index) => index === 0 || compare(sorted[index - 1]!, one) !== 0)
}

export interface FoundInFile {
  readonly findings: readonly Diagnostic[]
  /** True where another file of the run imports it. */
  readonly fragment: boolean
}

/** Of what several files say, the word of one that imports goes before a fragment's, and an open finding before an ignored one. */
export function merged(files: readonly FoundInFile[]): readonly Diagnostic[] {
  const [whole, fragments] = [false, true].map((wanted) => {
    const found = files.flatMap(({ findings, fragment }) => (fragment === wanted ? findings : []))
    const open = found.filter(({ suppressed }) => suppressed === undefined)
    return [...open, ...found.filter(({ suppressed }) => suppressed !== undefined)]
  })
  return ordered([...whole!, ...fragments!])
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return (
    byCodeUnit(a.at.source.path, b.at.source.path) ||
    a.at.start - b.at.start ||
    byCodeUnit(a.rule, b.rule) ||
    byCodeUnit(a.message, b.message)
  )
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
