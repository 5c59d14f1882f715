// The one order of findings: by file, start, rule and message, by code unit. What says the same twice
// stands once.

import type { Diagnostic } from '#grammar/diagnostic.ts'

export function ordered(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...findings].sort(compare)
  return sorted.filter((one, index) => index === 0 || compare(sorted[index - 1]!, one) !== 0)
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
