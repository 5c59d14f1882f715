// Which single change meets a failed requirement: each candidate is made to a copy of the model, and what failed is
// measured anew. Those that meet it come first; where none does, what brings it nearest. Nothing is proposed that
// was not tried.

import { overfull } from '#src/analysis/enough-copies.ts'
import { waysOf } from '#src/analysis/losses.ts'
import type { Answer, Asked, Candidate, Case, Remedy } from './answers.ts'
import { candidatesFor } from './candidates.ts'
import { worstCase } from './judge.ts'
import { statusOf } from './measured.ts'
import { measureOf } from './measures.ts'
import type { State } from './state.ts'

export const mostShown = 2
/** Each is a computation of the whole. */
const mostTried = 12

export function remediesFor(state: State, answer: Answer): readonly Remedy[] {
  const worst = worstCase(answer)
  if (answer.status !== 'failed' || !worst) return []
  const { found, full } = tried(state, answer, worst)
  for (const status of ['held', 'not-shown'] as const) {
    const kinds = byKind(found.filter((one) => one.status === status))
    const best = kinds.map((same) => same.find((one) => !full.has(one)) ?? same[0]!)
    if (best.length > 0) return simplest(best).slice(0, mostShown)
  }
  return nearest(answer.asked, worst, found)
}

/** What helps, and what of that a loss would leave too full: of each kind until one is enough, and no more than is shown. */
function tried(state: State, answer: Answer, worst: Case) {
  const found: Remedy[] = []
  const full = new Set<Remedy>()
  let meeting = 0
  let count = 0
  for (const same of byKind(candidatesFor(state, answer.asked, worst))) {
    for (const candidate of same) {
      if (meeting === mostShown || count === mostTried) return { found, full }
      count++
      const remedy = outcome(state, answer, worst, candidate)
      if (!remedy) continue
      found.push(remedy)
      if (remedy.status === 'failed') continue
      if (isFullWithLess(state, answer.asked, remedy)) full.add(remedy)
      if (remedy.status === 'not-shown' || full.has(remedy)) continue
      meeting++
      break
    }
  }
  return { found, full }
}

/** Without what does all that another does, and more. */
function simplest(remedies: readonly Remedy[]): readonly Remedy[] {
  return remedies.filter((one) => !remedies.some((other) => other !== one && isPartOf(other, one)))
}

/** Where the other does as much and more; to lie in more zones is another thing than more copies. */
export function isPartOf(one: Candidate, other: Candidate): boolean {
  const isSame = JSON.stringify(one.at) === JSON.stringify(other.at)
  if (!isSame || ('zones' in other.given && !('zones' in one.given))) return false
  return Object.entries(one.given).every(([name, value]) => {
    const given = other.given[name]
    return given === value || (name === 'replicas' && Number(given) >= Number(value))
  })
}

/** As near as this part of the way that is left is as near. */
const asNear = 0.1

/** What mends what the message names before what mends other things; of sizes the smallest that does about as much. */
function nearest(asked: Asked, worst: Case, found: readonly Remedy[]): readonly Remedy[] {
  const [named] = worst.breaking.map((set) => JSON.stringify(set))
  const mends = ({ after }: Remedy): boolean =>
    !after.breaking.some((set) => JSON.stringify(set) === named)
  const [best] = [...found].sort(
    (a, b) => Number(mends(b)) - Number(mends(a)) || byGap(asked, a.after, b.after),
  )
  if (!best || asked.demand.kind !== 'metric') return best ? [best] : []
  const left = bestGap(asked, best.after) * (1 + asNear)
  const [same = []] = byKind(found).filter((kind) => kind.includes(best))
  const isAsGood = ({ after }: Remedy): boolean =>
    after.status === best.after.status && (after.status === 'held' || bestGap(asked, after) <= left)
  return [same.find(isAsGood) ?? best]
}

/** Changes of the same attributes in one place, of which one is enough; each once. */
export function byKind<T extends Candidate>(candidates: readonly T[]): readonly (readonly T[])[] {
  const kindOf = ({ at, given }: T): string => JSON.stringify([at, Object.keys(given)])
  const alike = Map.groupBy(candidates, ({ at, given }) => JSON.stringify([at, given]))
  const once = [...alike.values()].map(([first]) => first!) // a group has at least one
  return [...Map.groupBy(once, kindOf).values()]
}

/** Whether a lost copy or zone would leave too little: where room is asked for, so much less is no good advice. */
function isFullWithLess(state: State, { demand }: Asked, { at, changes }: Candidate): boolean {
  const isOfLoad = demand.kind === 'metric' && isAboutLoad(demand)
  if (!isOfLoad || !('component' in at)) return false
  const { model, facts } = state.with(changes)
  const { id, managed } = model.components[at.component]!
  if (managed) return false
  const withoutCopy = facts.withoutCopy(id)?.after.peak ?? 0
  return withoutCopy > overfull || facts.withoutZone(id) !== undefined
}

export function isAboutLoad({ metric }: Extract<Asked['demand'], { kind: 'metric' }>): boolean {
  return metric === 'utilization' || metric === 'throughput'
}

/** Undefined where it does not help the worst case. */
function outcome(
  state: State,
  { asked, cases }: Answer,
  before: Case,
  candidate: Candidate,
): Remedy | undefined {
  const then = state.with(candidate.changes)
  const { subjects, measure, comparison, target } = measureOf(asked.demand)
  const failed = new Set(cases.filter(({ status }) => status === 'failed').map(keyOf))
  const again = subjects(then, asked)
    .map((subject) => ({ subject, key: keyOf({ subject }) }))
    .filter(({ key }) => failed.has(key))
    .map(({ subject }): Case => {
      const measured = measure(then, subject)
      return { ...measured, subject, status: statusOf(measured, comparison, target) }
    })
  const after = again.find((one) => keyOf(one) === keyOf(before))
  if (!after || !isNearer(asked, after, before)) return undefined
  return { ...candidate, before, after, status: together(again) }
}

function together(cases: readonly Case[]): Case['status'] {
  if (cases.some(({ status }) => status === 'failed')) return 'failed'
  return cases.every(({ status }) => status === 'held') ? 'held' : 'not-shown'
}

function keyOf({ subject }: Pick<Case, 'subject'>): string {
  return `${subject.kind} ${subject.name}`
}

function isNearer(asked: Asked, one: Case, other: Case): boolean {
  return byGap(asked, one, other) < 0
}

/** What is not shown to fail is nearer than what fails; of those the distance decides, where it may be at best. */
function byGap(asked: Asked, one: Case, other: Case): number {
  const rank = ranks[one.status] - ranks[other.status]
  if (rank !== 0 || one.status === 'held') return rank
  if (asked.demand.kind === 'survive') return waysToBreak(one) - waysToBreak(other)
  return (
    compare(bestGap(asked, one), bestGap(asked, other)) ||
    compare(Math.max(...gaps(asked, one)), Math.max(...gaps(asked, other)))
  )
}

function bestGap(asked: Asked, one: Case): number {
  return Math.min(...gaps(asked, one))
}

function gaps({ demand }: Asked, { low, high }: Case): readonly number[] {
  const { target } = measureOf(demand)
  return [Math.abs(low - target), Math.abs(high - target)]
}

const ranks: Readonly<Record<Case['status'], number>> = { held: 0, 'not-shown': 1, failed: 2 }

/** Of amounts that may both be without end. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other
}

function waysToBreak({ breaking }: Case): number {
  return breaking.reduce((sum, losses) => sum + waysOf(losses), 0)
}
