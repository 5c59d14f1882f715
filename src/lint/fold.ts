// One finding per root cause: a finding folds into one of a more specific rule that holds all its
// subjects, among its own subjects or in its witness. One that says what causes it folds where each cause is
// a subject of such a finding, which may be several. What a rule yields to is closed transitively, whether
// or not the rules between fired. The winner takes the highest severity of what it folds, unless a config
// sets its own.

import type { Json, Severity } from '#grammar/diagnostic.ts'
import { type Found, severer } from './found.ts'
import type { Rule } from './rule.ts'

export interface Folding {
  readonly kept: readonly Found[]
  /** What was folded, each with a finding that tells it now. */
  readonly folded: readonly { readonly found: Found; readonly into: Found }[]
}

export function fold(all: readonly Found[], rules: readonly Rule[]): Folding {
  const winners = winningRules(new Set(all.map(({ by }) => by.rule.id)), rules)
  if (winners.size === 0) return { kept: all, folded: [] }
  const holders = index(all, winners)
  const losersOf = new Map<Found, Found[]>()
  const folded: { found: Found; into: Found }[] = []
  for (const one of all) {
    const over = holdersOf(one, winners.get(one.by.rule.id) ?? new Set(), holders)
    if (over.length > 0) folded.push({ found: one, into: over[0]! })
    for (const winner of over) losersOf.set(winner, [...(losersOf.get(winner) ?? []), one])
  }
  const lost = new Set(folded.map(({ found }) => found))
  const kept = all.filter((one) => !lost.has(one))
  return { kept: kept.map((one) => withSeverityOf(one, losersOf)), folded }
}

/**
 * For each rule that found something the others of these that it yields to, by way of any; a rule that
 * yields to none is left out. Rules that yield to each other would both be lost, so between those nothing folds.
 */
function winningRules(
  fired: ReadonlySet<string>,
  rules: readonly Rule[],
): ReadonlyMap<string, ReadonlySet<string>> {
  if (fired.size < 2) return new Map()
  const direct = new Map(rules.map((rule) => [rule.id, rule.yieldsTo]))
  const closed = new Map([...fired].map((id) => [id, reach(id, direct)]))
  const winning = [...closed].map(([id, winners]) => {
    const over = [...winners].filter(
      (winner) => winner !== id && fired.has(winner) && !closed.get(winner)!.has(id),
    )
    return [id, new Set(over)] as const
  })
  return new Map(winning.filter(([, winners]) => winners.size > 0))
}

function reach(from: string, direct: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set<string>()
  const open = [...(direct.get(from) ?? [])]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    open.push(...(direct.get(at) ?? []))
  }
  return seen
}

interface Holder {
  readonly found: Found
  readonly names: ReadonlySet<string>
}

/** The findings of winning rules, by every name that they hold. */
function index(
  all: readonly Found[],
  winners: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, readonly Holder[]> {
  const winning = new Set([...winners.values()].flatMap((ids) => [...ids]))
  const byName = new Map<string, Holder[]>()
  for (const found of all) {
    if (!winning.has(found.by.rule.id)) continue
    const names = new Set([...found.finding.subjects, ...textsIn(found.finding.witness ?? {})])
    const holder = { found, names }
    for (const name of names) {
      const holders = byName.get(name)
      if (holders) holders.push(holder)
      else byName.set(name, [holder])
    }
  }
  return byName
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(textsIn)
}

function holdersOf(
  one: Found,
  winners: ReadonlySet<string>,
  holders: ReadonlyMap<string, readonly Holder[]>,
): readonly Found[] {
  const { subjects, causes } = one.finding
  if (winners.size === 0) return []
  const holding = (name: string): readonly Holder[] =>
    (holders.get(name) ?? []).filter(({ found }) => winners.has(found.by.rule.id))
  if (causes) return tellersOf(causes, holding)
  const [first] = subjects
  if (first === undefined) return []
  return holding(first)
    .filter(({ names }) => subjects.every((subject) => names.has(subject)))
    .map(({ found }) => found)
}

/** The findings that have the causes as subjects; none where one of these is missing. */
function tellersOf(
  causes: readonly string[],
  holding: (name: string) => readonly Holder[],
): readonly Found[] {
  const tellers = causes.map((cause) =>
    holding(cause).filter(({ found }) => found.finding.subjects.includes(cause)),
  )
  if (tellers.some((some) => some.length === 0)) return []
  return [...new Set(tellers.flat().map(({ found }) => found))]
}

function withSeverityOf(winner: Found, losersOf: ReadonlyMap<Found, readonly Found[]>): Found {
  const losers = losersOf.get(winner)
  if (!losers) return winner
  if (winner.by.severity !== undefined) return winner
  const folded = losers.map((loser) => severest(loser, losersOf)).reduce(severer)
  return { ...winner, severity: severer(winner.severity, folded), folded }
}

/** As deep as rules yield to each other, and no deeper; a configured severity holds, whatever is below it. */
function severest(one: Found, losersOf: ReadonlyMap<Found, readonly Found[]>): Severity {
  if (one.by.severity !== undefined) return one.severity
  return (losersOf.get(one) ?? []).reduce(
    (severity, loser) => severer(severity, severest(loser, losersOf)),
    one.severity,
  )
}
