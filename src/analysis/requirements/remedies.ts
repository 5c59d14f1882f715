// Which single change meets a failed requirement: each candidate is made to a copy of the model, and what failed is
// measured anew. Those that meet it come first; where none does, what brings it nearest. Nothing is proposed that
// was not tried.

import { waysOf } from '#src/analysis/losses.ts'
import type { Answer, Candidate, Case, Played, Remedy } from './answers.ts'
import { candidatesFor, candidatesWithout } from './candidates.ts'
import { worstCase } from './judge.ts'
import { statusOf } from './measured.ts'
import { measureOf } from './measures.ts'
import { roomier } from './roomier.ts'
import type { State } from './state.ts'

const mostShown = 2

export function remediesFor(state: State, answer: Answer): readonly Remedy[] {
  const worst = worstCase(answer)
  if (answer.status !== 'failed' || !worst) return []
  const candidates = candidatesFor(state, answer.asked, worst)
  const found = candidates.flatMap((candidate) => outcome(state, answer, worst, candidate) ?? [])
  const meeting = found.filter(({ meets }) => meets)
  const nearest = [...found].sort((a, b) => gapOf(answer, a.after) - gapOf(answer, b.after))
  return meeting.length > 0 ? meeting.slice(0, mostShown) : nearest.slice(0, 1)
}

/** With which the scenario passes; `playIn` plays it in a state. */
export function rescuesFor(
  normal: State,
  played: Played,
  playIn: (state: State) => Played,
): readonly Candidate[] {
  if (played.passed) return []
  const failing = played.scenario.fail.map(({ component }) => component)
  const candidates = [...candidatesWithout(normal, failing), ...roomierIn(normal, played)]
  return [...new Map(candidates.map((one) => [written(one), one])).values()]
    .filter(({ changes }) => playIn(normal.with(changes)).passed)
    .slice(0, mostShown)
}

function written({ at, given }: Candidate): string {
  return JSON.stringify([at, given])
}

/** For what is too full in it. */
function roomierIn(normal: State, { answers }: Played): readonly Candidate[] {
  return answers.flatMap(({ answer }) => {
    const { demand } = answer.asked
    const worst = worstCase(answer)
    if (answer.status !== 'failed' || !worst || demand.kind !== 'metric') return []
    const isOfLoad = demand.metric === 'utilization' || demand.metric === 'throughput'
    return isOfLoad ? roomier(normal, demand, worst) : []
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
  if (!after || gapOf({ asked }, after) >= gapOf({ asked }, before)) return undefined
  return { ...candidate, before, after, meets: again.every(({ status }) => status === 'held') }
}

function keyOf({ subject }: Pick<Case, 'subject'>): string {
  return `${subject.kind} ${subject.name}`
}

/** How far an amount is from its target, at worst; each way to break it counts one. */
function gapOf({ asked }: Pick<Answer, 'asked'>, { low, high, breaking, status }: Case): number {
  if (status === 'held') return 0
  if (asked.demand.kind === 'survive')
    return breaking.reduce((sum, losses) => sum + waysOf(losses), 0)
  const { target } = measureOf(asked.demand)
  return Math.max(Math.abs(high - target), Math.abs(low - target))
}
