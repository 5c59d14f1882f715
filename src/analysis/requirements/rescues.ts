// Which single change lets a scenario pass, or gives room to what is too full in one that passes: for what fails with it
// and for what it breaks of what is required. Each is played anew, so many at most; nothing is proposed that was not.

import type { Candidate, Played } from './answers.ts'
import { candidatesFor } from './candidates.ts'
import { worstCase } from './judge.ts'
import { byKind, isAboutLoad, isPartOf, mostShown } from './remedies.ts'
import { moreRoom, roomier, sizesIn } from './roomier.ts'
import { inScenario } from './scenarios.ts'
import { candidatesWithout } from './serving-on.ts'
import type { State } from './state.ts'

/** Each is a computation of the whole. */
const mostTried = 24

/** With which the scenario passes, or one thing less is too full in it; `playIn` plays it in a state. */
export function rescuesFor(
  normal: State,
  played: Played,
  playIn: (state: State) => Played,
): readonly Candidate[] {
  if (played.passed) return reliefs(normal, played, playIn)
  const failing = played.scenario.fail.map(({ component }) => component)
  const candidates = [...candidatesWithout(normal, failing), ...asRequired(normal, played)]
  return enough(candidates, ({ changes }) => playIn(normal.with(changes)).passed)
}

/** The first of each kind that is enough, no more kinds than are shown. */
function enough(
  candidates: readonly Candidate[],
  isEnough: (candidate: Candidate) => boolean,
): readonly Candidate[] {
  const found: Candidate[] = []
  let count = 0
  for (const same of byKind(candidates)) {
    for (const candidate of same) {
      if (found.length === mostShown || count === mostTried) return found
      count++
      if (!isEnough(candidate)) continue
      if (!found.some((other) => isPartOf(other, candidate))) found.push(candidate)
      break
    }
  }
  return found
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
  const loads = inScenario(normal, scenario).loads()
  return enough(moreRoom({ one, factor, loads, below: 1 / withRoom }, sizesIn(one)), relieves)
}

/** Without the scenario. */
function isFull(normal: State, component: number): boolean {
  return (normal.loads().utilization(component)?.peak ?? 0) >= 1
}

/** For what it breaks of what is required. */
function asRequired(normal: State, { answers, scenario }: Played): readonly Candidate[] {
  const state = inScenario(normal, scenario)
  return answers.flatMap(({ answer }) => {
    const { demand } = answer.asked
    const worst = worstCase(answer)
    if (answer.status !== 'failed' || !worst) return []
    return demand.kind === 'metric' && isAboutLoad(demand)
      ? roomier(state, demand, worst, sizesIn)
      : candidatesFor(state, answer.asked, worst)
  })
}
