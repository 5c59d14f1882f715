// The lines of a .gitignore → rules, as git reads them (gitignore(5), and wildmatch for what it leaves
// open): bytes, not characters; `#` and `!` in front, `\` before what is meant as itself, spaces at the end
// cut off. The npm package `ignore` was weighed and left: it cannot join the files of several folders (it
// blames a path for its folder even where a nearer file takes the folder back), counts characters where git
// counts bytes, and its expressions take seconds on a line with ten `**`.

import { machineOf, type Range, type Step } from './wildcards.ts'

export interface Rule {
  /** A path that it matches is taken back. */
  readonly negated: boolean
  readonly foldersOnly: boolean
  /**
   * Both have bytes for characters (`bytesOf`), and small letters where case is ignored; the path is relative
   * to the folder of the file, the name its last part.
   */
  matches(path: string, name: string): boolean
}

export type Case = 'sensitive' | 'ignored'

/** The rules in the order written; the last that matches decides. */
export function rulesIn(content: Uint8Array, letters: Case): readonly Rule[] {
  const text = Buffer.from(content)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
  return text
    .split('\n')
    .map((line) => withoutSpaces(line.replace(/\r$/, '').replace(/\0.*$/s, '')))
    .flatMap((line) => (line === '' || line.startsWith('#') ? [] : ruleOf(line, letters)))
}

/** A text of which each character is a byte of this one. */
export function bytesOf(text: string): string {
  return /[^\0-\x7f]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text
}

/** Without the spaces at its end, but for one behind a backslash. */
function withoutSpaces(line: string): string {
  let end = 0
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') {
      if (++at === line.length) return line
      end = at + 1
    } else if (line[at] !== ' ') end = at + 1
  }
  return line.slice(0, end)
}

function ruleOf(line: string, letters: Case): Rule {
  const negated = line.startsWith('!')
  const written = negated ? line.slice(1) : line
  const foldersOnly = written.endsWith('/')
  const pattern = foldersOnly ? written.slice(0, -1) : written
  const matching = matcherOf(pattern.replace(/^\//, ''), letters)
  const matches = pattern.includes('/') ? matching : (_: string, name: string) => matching(name)
  return { negated, foldersOnly, matches }
}

/** Most lines are a name or `*.ending`, which needs no machine. */
function matcherOf(pattern: string, letters: Case): (path: string) => boolean {
  if (!/[*?[\\]/.test(pattern)) {
    const name = inCase(pattern, letters)
    return (path) => path === name && name !== ''
  }
  if (/^\*[^*?[\\/]*$/.test(pattern)) {
    const ending = inCase(pattern.slice(1), letters)
    return (path) => path.endsWith(ending) && !path.includes('/')
  }
  const matches = machineOf(stepsOf(pattern, letters))
  // What stands before the first sign and behind the last one rules most paths out.
  const head = inCase(pattern.slice(0, pattern.search(/[*?[\\]/)), letters)
  const tail = inCase(/[^*?[\]\\/]*$/.exec(pattern)![0], letters)
  return (path) =>
    path.startsWith(head) && path.endsWith(tail) && matches(Buffer.from(path, 'latin1'))
}

function stepsOf(pattern: string, letters: Case): readonly Step[] {
  // The part without signs is compared first, and what follows it stands at a beginning.
  const firstSign = pattern.search(/[*?[\\]/)
  const steps: Step[] = []
  for (let at = 0; at < pattern.length; ) {
    const sign = pattern[at]!
    if (sign === '*') {
      const end = at + /^\*+/.exec(pattern.slice(at))![0].length
      const isAtStart = at === firstSign || pattern[at - 1] === '/'
      steps.push(starsOf(end - at, isAtStart, pattern.slice(end)))
      at = steps.at(-1)!.kind === 'folders' ? end + 1 : end
    } else if (sign === '[') {
      const { step, end } = setAt(pattern, at, letters)
      steps.push(step)
      at = end
    } else if (sign === '?') {
      steps.push({ kind: 'set', ranges: [], negated: true })
      at++
    } else {
      const literal = sign === '\\' ? pattern[at + 1] : sign
      steps.push(literal === undefined ? { kind: 'never' } : oneOf(literal, letters))
      at += sign === '\\' ? 2 : 1
    }
  }
  return steps
}

function oneOf(literal: string, letters: Case): Step {
  return { kind: 'one', code: inCase(literal, letters).charCodeAt(0) }
}

/** Two stars or more that fill a part of the path go over slashes. */
function starsOf(count: number, isAtStart: boolean, rest: string): Step {
  const isPart = isAtStart && /^(\/|\\\/|$)/.test(rest)
  if (count < 2 || !isPart) return { kind: 'run' }
  return { kind: rest.startsWith('/') ? 'folders' : 'anything' }
}

const classes: Readonly<Record<string, string>> = {
  alnum: '09AZaz',
  alpha: 'AZaz',
  blank: '  \t\t',
  cntrl: '\0\x1f\x7f\x7f',
  digit: '09',
  graph: '!~',
  lower: 'az',
  print: ' ~',
  punct: '!/:@[`{~',
  space: '  \t\n\r\r',
  upper: 'AZ',
  xdigit: '09AFaf',
}

/** The set whose bracket stands there; one that is not closed, or names no class, matches nothing. */
function setAt(pattern: string, start: number, letters: Case): { step: Step; end: number } {
  const never = { step: { kind: 'never' }, end: pattern.length } as const
  const negated = /[!^]/.test(pattern[start + 1] ?? '')
  const ranges: Range[] = []
  let at = start + (negated ? 2 : 1)
  let before: number | undefined
  for (const first = at; at === first || pattern[at] !== ']'; at++) {
    if (at >= pattern.length) return never
    const named = /^\[:([^\]]*)\]/.exec(pattern.slice(at))
    if (named?.[1]?.endsWith(':')) {
      const name = named[1].slice(0, -1)
      if (!Object.hasOwn(classes, name)) return never
      ranges.push(...pairs(classes[name]!).flatMap((range) => foldedRange(range, letters)))
      at += named[0].length - 1
      before = undefined
      continue
    }
    // An unclosed `[:` reaches for the pattern's end.
    if (pattern.startsWith('[:', at) && !pattern.includes(']', at + 2)) return never
    const next = pattern[at + 1]
    if (pattern[at] === '-' && before !== undefined && next !== undefined && next !== ']') {
      at += next === '\\' ? 2 : 1
      if (at >= pattern.length) return never
      ranges.push(...foldedRange([before, pattern.charCodeAt(at)], letters))
      before = undefined
      continue
    }
    if (pattern[at] === '\\') at++
    if (at >= pattern.length) return never
    before = pattern.charCodeAt(at)
    ranges.push([before, before])
  }
  return { step: { kind: 'set', ranges, negated }, end: at + 1 }
}

function pairs(ends: string): readonly Range[] {
  const codes = Array.from(ends, (end) => end.charCodeAt(0))
  return codes.flatMap((code, i): readonly Range[] => (i % 2 === 0 ? [[code, codes[i + 1]!]] : []))
}

/** Paths come in small letters where case is ignored: the capital letters of a range stand for theirs. */
function foldedRange(range: Range, letters: Case): readonly Range[] {
  if (letters === 'sensitive') return [range]
  const first = Math.max(range[0], 65)
  const last = Math.min(range[1], 90)
  return first > last ? [range] : [range, [first + 32, last + 32]]
}

/** In small letters, if these and capital letters are one; of ASCII alone, as git does. */
export function inCase(text: string, letters: Case): string {
  return letters === 'ignored' ? lower(text) : text
}

function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
