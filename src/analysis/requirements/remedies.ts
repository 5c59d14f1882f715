// Which single change meets a failed requirement: each candidate is made to a copy of the model, and what failed is
// measured anew. Those that meet it come first; where none does, what brings it nearest. Nothing is proposed that
// was not tried.

import { shardsOf } from '#src/analysis/copies.ts'
import { waysOf } from '#src/analysis/losses.ts'
import { evenly } from '#src/analysis/utilization.ts'
import type { Answer, Asked, Candidate, Case, Played, Remedy } from './answers.ts'
import { candidatesFor, candidatesWithout } from './candidates.ts'
import { worstCase } from './judge.ts'
import { statusOf } from './measured.ts'
import { measureOf } from './measures.ts'
import { moreRoom, roomier, sizesIn } from './roomier.ts'
import type { State } from './state.ts'

const mostShown = 2

export function remediesFor(state: State, answer: Answer): readonly Remedy[] {
  const worst = worstCase(answer)
  if (answer.status !== 'failed' || !worst) return []
  const candidates = candidatesFor(state, answer.asked, worst)
  const found = candidates.flatMap((candidate) => outcome(state, answer, worst, candidate) ?? [])
  const meeting = byKind(found.filter(({ meets }) => meets)).map(
    (same) => same.find((one) => !isFullWithLess(state, answer.asked, one)) ?? same[0]!,
  )
  const nearest = [...found].sort((a, b) => byGap(answer.asked, a.after, b.after))
  return meeting.length > 0 ? meeting.slice(0, mostShown) : nearest.slice(0, 1)
}

/** With which the scenario passes, or one thing less is too full in it; `playIn` plays it in a state. */
export function rescuesFor(
  normal: State,
  played: Played,
  playIn: (state: State) => Played,
): readonly Candidate[] {
  if (played.passed) return reliefs(normal, played, playIn)
  const failing = played.scenario.fail.map(({ component }) => component)
  const candidates = [...candidatesWithout(normal, failing), ...roomierIn(normal, played)]
  return byKind(candidates)
    .flatMap((same) => same.find(({ changes }) => playIn(normal.with(changes)).passed) ?? [])
    .slice(0, mostShown)
}

/** Changes of the same attributes in one place, of which one is enough. */
function byKind<T extends Candidate>(candidates: readonly T[]): readonly (readonly T[])[] {
  const kindOf = ({ at, given }: T): string => JSON.stringify([at, Object.keys(given)])
  return [...Map.groupBy(candidates, kindOf).values()]
}

/** Whether a lost copy or zone would leave too little: where room is asked for, so much less is no good advice. */
function isFullWithLess(state: State, { demand }: Asked, { at, changes }: Candidate): boolean {
  const isOfLoad = demand.kind === 'metric' && isAboutLoad(demand)
  if (!isOfLoad || !('component' in at)) return false
  const { model, facts } = state.with(changes)
  const one = model.components[at.component]!
  const placed = shardsOf(model, one).flatMap(({ copies }) => copies)
  const held = [...Map.groupBy(placed, ({ zone }) => zone).values()].map(({ length }) => length)
  return [1, ...held]
    .filter((lost) => !one.managed && lost < one.copies)
    .some(
      (lost) =>
        (facts.utilizationWith(one.id, evenly(one, one.copies - lost), -lost)?.peak ?? 0) > 1,
    )
}

function isAboutLoad({ metric }: Extract<Asked['demand'], { kind: 'metric' }>): boolean {
  return metric === 'utilization' || metric === 'throughput'
}

/** Beyond what just fills it, so that it is full no longer. */
const withRoom = 1.000001

/** For the fullest thing: so much that it is not full any more, and nothing else is that was not. */
function reliefs(
  normal: State,
  { overloads, scenario }: Played,
  playIn: (state: State) => Played,
): readonly Candidate[] {
  const [fullest] = overloads.filter(({ component }) => !isFull(normal, component))
  if (!fullest) return []
  const was = new Set(overloads.map(({ component }) => component))
  const relieves = ({ changes }: Candidate): boolean => {
    const { passed, overloads: still } = playIn(normal.with(changes))
    const isNew = ({ component }: (typeof still)[number]): boolean =>
      component === fullest.component || !was.has(component)
    return passed && !still.some(isNew)
  }
  const one = normal.model.components[fullest.component]!
  const factor = fullest.peak * withRoom
  return byKind(moreRoom(one, factor, sizesIn(scenario, one, factor)))
    .flatMap((same) => same.find(relieves) ?? [])
    .slice(0, mostShown)
}

/** Without the scenario. */
function isFull(normal: State, component: number): boolean {
  return (normal.loads().utilization(component)?.peak ?? 0) >= 1
}

/** For what is too full in it. */
function roomierIn(normal: State, { answers, scenario }: Played): readonly Candidate[] {
  return answers.flatMap(({ answer }) => {
    const { demand } = answer.asked
    const worst = worstCase(answer)
    if (answer.status !== 'failed' || !worst || demand.kind !== 'metric') return []
    return isAboutLoad(demand) ? roomier(normal, demand, worst, scenario) : []
  })
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
  return { ...candidate, before, after, meets: again.every(({ status }) => status === 'held') }
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
  const { target } = measureOf(asked.demand)
  const gaps = ({ low, high }: Case) =>
    [Math.abs(low - target), Math.abs(high - target)].sort((a, b) => a - b)
  const [best = 0, worst = 0] = gaps(one)
  const [otherBest = 0, otherWorst = 0] = gaps(other)
  return compare(best, otherBest) || compare(worst, otherWorst)
}

const ranks: Readonly<Record<Case['status'], number>> = { held: 0, 'not-shown': 1, failed: 2 }

/** Of amounts that may both be without end. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other
}

function waysToBreak({ breaking }: Case): number {
  return breaking.reduce((sum, losses) => sum + waysOf(losses), 0)
}
