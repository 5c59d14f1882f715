// Fixtures of rules: many cases in one `.arch` text, each under `# === name` and each valid `.arch`. A
// comment of carets expects a finding on the nearest line above it that is no such comment: the carets
// stand under its place, and behind them its severity and how its message begins. A case without
// carets expects silence.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import { lineText, positionAt } from '#grammar/source.ts'

export interface Case {
  readonly name: string
  /** 1-based line of the case's first line in the fixture. */
  readonly line: number
  readonly text: string
}

export interface Expectation {
  /** 1-based line and columns in the case, the end exclusive. */
  readonly line: number
  readonly start: number
  readonly end: number
  readonly severity: string
  readonly message: string
}

const title = /^# === (.+)$/
const carets = /^\s*#\s*(\^+) (error|warning|info|hint): (.+)$/

/** Text before the first title belongs to no case and may hold comments alone. */
export function casesOf(fixture: string): readonly Case[] {
  const lines = fixture.split('\n')
  const starts = lines.flatMap((line, index) => (title.test(line) ? [index] : []))
  const before = lines.slice(0, starts[0] ?? lines.length).filter((line) => !/^\s*(#|$)/.test(line))
  if (before.length > 0) throw new Error(`a case begins with "# === name", not with "${before[0]}"`)
  return starts.map((start, index) => ({
    name: title.exec(lines[start]!)![1]!,
    line: start + 2,
    text: lines.slice(start + 1, starts[index + 1] ?? lines.length).join('\n'),
  }))
}

export function expectationsOf(text: string): readonly Expectation[] {
  let line = 0
  return text.split('\n').flatMap((written, index) => {
    const match = carets.exec(written)
    if (!match) {
      if (/^\s*#\s*\^/.test(written)) throw new Error(`carets without a severity: ${written}`)
      line = index + 1
      return []
    }
    const [, marks = '', severity = '', message = ''] = match
    const start = written.indexOf('^') + 1
    return [{ line, start, end: start + marks.length, severity, message }]
  })
}

/** Each expectation as one line, sorted. */
export function expected(text: string): readonly string[] {
  return expectationsOf(text).map(told).sort()
}

/**
 * The findings as lines of the same form, sorted; a message that begins as an expectation at its place
 * does is cut to it.
 */
export function actual(text: string, findings: readonly Diagnostic[]): readonly string[] {
  const open = [...expectationsOf(text)]
  return findings
    .map((finding) => {
      const found = placed(finding)
      const at = open.findIndex((one) => matches(one, found))
      if (at < 0) return told(found)
      return told(open.splice(at, 1)[0]!)
    })
    .sort()
}

function placed({ at, severity, message }: Diagnostic): Expectation {
  const { line, column } = positionAt(at.source, at.start)
  const width = lineText(at.source, line - 1).length
  const end = Math.min(column + at.end - at.start, width + 1)
  return { line, start: column, end, severity, message }
}

function matches(one: Expectation, found: Expectation): boolean {
  return (
    told({ ...found, message: one.message }) === told(one) && found.message.startsWith(one.message)
  )
}

function told({ line, start, end, severity, message }: Expectation): string {
  return `${line}:${start}-${end} ${severity}: ${message}`
}
