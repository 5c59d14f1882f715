// The part of the facts about requirements and scenarios: each answer is computed when it is first asked for, and
// kept.

import { memo, once } from '#src/analysis/once.ts'
import type { Scenario } from '#src/model/model.ts'
import type { Asked, Played, RequirementFacts } from './answers.ts'
import { askedIn } from './asked.ts'
import { judge } from './judge.ts'
import { measureOf } from './measures.ts'
import { overloadingAfter } from './overloading.ts'
import { remediesFor } from './remedies.ts'
import { rescuesFor } from './rescues.ts'
import { play } from './scenarios.ts'
import type { State } from './state.ts'

/** `normal`: the state in which nothing has failed; it is asked for when something is asked. */
export function requirementFacts(normal: () => State): RequirementFacts {
  const asked = once(() => askedIn(normal().reliability.system))
  const answer = memo((one: Asked) => judge(normal(), one))
  const played = memo((scenario: Scenario): Played => play(normal(), scenario, asked(), answer))
  /** A flow or component has the same number in a changed model, so the questions are the same. */
  const playIn = (state: State, scenario: Scenario): Played =>
    play(state, scenario, asked(), (one) => judge(state, one))
  return {
    requirements: asked,
    subjects: memo((one: Asked) => measureOf(one.demand).subjects(normal(), one)),
    answer,
    overloading: memo((one: Asked) => overloadingAfter(normal(), one)),
    remedies: memo((one: Asked) => remediesFor(normal(), answer(one))),
    rescues: memo((one: Played) =>
      rescuesFor(normal(), one, (state) => playIn(state, one.scenario)),
    ),
    scenarios: once(() => normal().model.scenarios.map(played)),
    play: played,
  }
}
