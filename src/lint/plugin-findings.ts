// What a plugin's rule yields, held against the contract before the stages after it rely on it. Anything that
// is no finding throws, as a rule that fails does, and becomes the error that names the rule.

import type { Span } from '#grammar/source.ts'
import type { Finding } from './rule.ts'

/** More than anyone reads: a rule that yields without end fails. */
const mostFindings = 100_000

/** The findings of one rule, checked; throws where they are none. `failed` hears of later failures. */
export function checkedFindings(
  given: unknown,
  failed: (error: unknown) => void,
): readonly Finding[] {
  const findings: Finding[] = []
  for (const one of listed(given)) {
    if (findings.length >= mostFindings)
      throw new RangeError(`it yields more than ${mostFindings} findings`)
    findings.push(checkedFinding(one, failed))
  }
  return findings
}

const noList = (what: string): string =>
  `its check has to be a generator, *check(…) { yield … }, or to give a list, and gives ${what}`

function listed(given: unknown): Iterable<unknown> {
  if (typeof given !== 'object' || given === null) throw new TypeError(noList(kindOf(given)))
  if (Symbol.iterator in given) return given as Iterable<unknown> // just seen
  if ('then' in given) {
    // Nobody waits for it, so that nobody would hear that it failed.
    Promise.resolve(given).catch(() => undefined)
    throw new TypeError(noList('a promise, for which nobody waits'))
  }
  const isAsync = Symbol.asyncIterator in given
  throw new TypeError(
    noList(isAsync ? 'an asynchronous generator, for which nobody waits' : 'an object'),
  )
}

function kindOf(given: unknown): string {
  if (given === undefined || given === null) return 'nothing'
  return `a ${typeof given}`
}

/** As a value of its own. */
function checkedFinding(given: unknown, failed: (error: unknown) => void): Finding {
  const problem = problemOf(given)
  if (problem !== undefined) throw new TypeError(`it yielded what is no finding: ${problem}`)
  const finding = given as Finding // just checked, field by field
  const { narrow } = finding
  if (!narrow) return { ...finding }
  return {
    ...finding,
    narrow: (rest) => {
      try {
        return checkedFinding(narrow(rest), failed)
      } catch (error) {
        failed(error)
        return finding
      }
    },
  }
}

/** Whatever was thrown, in words. */
export function reasonOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.message) : String(error)
  } catch {
    return 'it threw something that cannot be shown'
  }
}

function problemOf(given: unknown): string | undefined {
  if (!isObject(given)) return 'it is no object'
  const wrong = Object.entries(fields).find(([name, holds]) => !holds(given[name]))
  return wrong && `its "${wrong[0]}" is missing or not what it should be`
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isFlag = (value: unknown): boolean => typeof value === 'boolean'
const isListOf = (holds: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(holds)
const maybe = (holds: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || holds(value)

const fields: Readonly<Record<keyof Finding, (value: unknown) => boolean>> = {
  message: (value) => typeof value === 'string' && value !== '',
  at: isSpan,
  subjects: isListOf(isText),
  about: maybe((value) => ['flow', 'requirement', 'scenario'].some((one) => one === value)),
  edges: maybe(isListOf((one) => typeof one === 'number')),
  related: maybe(isListOf((one) => isObject(one) && isText(one.message) && isSpan(one.at))),
  notes: maybe(isListOf(isText)),
  help: maybe(isText),
  fix: maybe(isFix),
  witness: maybe((value) => isObject(value) && isJson(value, 0)),
  causes: maybe(isListOf(isText)),
  raised: maybe(isFlag),
  lowered: maybe(isFlag),
  wholeSystem: maybe(isFlag),
  identity: maybe(isListOf(isText)),
  narrow: maybe((value) => typeof value === 'function'),
}

function isSpan(value: unknown): value is Span {
  if (!isObject(value) || !isObject(value.source)) return false
  const { path, text } = value.source
  const { start, end } = value
  if (typeof path !== 'string' || typeof text !== 'string') return false
  if (!Number.isInteger(start) || !Number.isInteger(end)) return false
  return Number(start) >= 0 && Number(start) <= Number(end) && Number(end) <= text.length
}

function isFix(value: unknown): boolean {
  if (!isObject(value) || !isText(value.title) || !isFlag(value.safe)) return false
  return isListOf((edit) => isObject(edit) && isSpan(edit.at) && isText(edit.text))(value.edits)
}

/** JSON of a sane depth: a circle is none. */
function isJson(value: unknown, depth: number): boolean {
  if (value === null || isText(value) || isFlag(value)) return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth > 20) return false
  return Object.values(value).every((inner) => isJson(inner, depth + 1))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
