// Requirements as rows of a table: what became of them, what they ask, of whom, and what was found. Those of which the
// same is found are one row, unless they fail.

import type { Row } from './columns.ts'
import type { RequirementOutcome } from './outcome.ts'

const statusWords = { held: 'held', failed: 'failed', 'not-shown': 'not shown' } as const
const mostSubjects = 3

export function requirementRows(requirements: readonly RequirementOutcome[]): readonly Row[] {
  const key = ({ text, status, subject, shown }: RequirementOutcome): string =>
    [text, status, status === 'failed' ? subject : isAlike(status, shown)].join('\n')
  return [...Map.groupBy(requirements, key).values()].map((alike) => {
    const [{ status, text }] = alike as [RequirementOutcome] // a group has at least one
    const subjects = [...new Set(alike.map(({ subject }) => subject))]
    return [statusWords[status], text, some(subjects), foundOf(alike)]
  })
}

/** From the least to the greatest, where they differ. */
function foundOf(alike: readonly RequirementOutcome[]): string {
  const sorted = [...alike].sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
  const [least, greatest] = [sorted[0]!, sorted.at(-1)!]
  if (alike.every(({ shown }) => shown === least.shown)) return least.shown
  const areNumbers = alike.every(({ value }) => value !== undefined)
  if (areNumbers) return `${least.shown} to ${greatest.shown}`
  const unknown = alike.filter(({ shown }) => shown.startsWith(notKnown))
  const what = unknown.map(({ shown }) => shown.slice(notKnown.length))
  return unknown.length === alike.length ? notKnown + some([...new Set(what)]) : ''
}

const notKnown = 'not known: '

/** Served and overloaded is said of each by itself, and so is a bound that is known. */
function isAlike(status: RequirementOutcome['status'], shown: string): string {
  const isOwn = status === 'held' ? shown.startsWith('served') : !shown.startsWith(notKnown)
  return isOwn ? shown : ''
}

function some(names: readonly string[]): string {
  const rest = names.length - mostSubjects
  if (rest <= 1) return names.join(', ')
  return `${names.slice(0, mostSubjects).join(', ')} and ${rest} more`
}
