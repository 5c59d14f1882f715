// The part of the facts about requirements and scenarios: each answer is computed when it is first asked for, and
// kept.

import { memo, once } from '#src/analysis/once.ts'
import type { Scenario } from '#src/model/model.ts'
import type { Asked, Played, RequirementFacts } from './answers.ts'
import { askedIn } from './asked.ts'
import { judge } from './judge.ts'
import { remediesFor } from './remedies.ts'
import { play } from './scenarios.ts'
import type { State } from './state.ts'

/** `normal`: the state in which nothing has failed; it is asked for when something is asked. */
export function requirementFacts(normal: () => State): RequirementFacts {
  const asked = once(() => askedIn(normal().reliability.system))
  const answer = memo((one: Asked) => judge(normal(), one))
  const played = memo((scenario: Scenario): Played => play(normal(), scenario, asked(), answer))
  return {
    requirements: asked,
    answer,
    remedies: memo((one: Asked) => remediesFor(normal(), answer(one))),
    scenarios: once(() => normal().model.scenarios.map(played)),
    play: played,
  }
}
