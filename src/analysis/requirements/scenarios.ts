// What becomes of flows and requirements in a scenario: its amendments are made to a copy of the model, its failures
// and its load are the state. It is held against its own requirements, or, where it has none, against "every flow is
// served" and what the file requires of latency, throughput and utilisation.

import { eventsOf, happened } from '#src/analysis/events.ts'
import { once } from '#src/analysis/once.ts'
import type { Demand, Flow, Scenario } from '#src/model/model.ts'
import type { Answer, Asked, Played } from './answers.ts'
import { judge } from './judge.ts'
import type { State } from './state.ts'

/** `file`: the requirements of the file; `answer` says what becomes of one in the normal state. */
export function play(
  normal: State,
  scenario: Scenario,
  file: readonly Asked[],
  answer: (asked: Asked) => Answer,
): Played {
  const { model } = normal
  const state = inScenario(normal, scenario)
  const effects = new Map(
    [...state.facts.under(scenario.fail)].map(([flow, effect]) => [model.flows[flow.id]!, effect]),
  )
  const never = new Set(normal.facts.neverServed().map(({ flow }) => flow))
  const broken = [...effects].flatMap(([flow, effect]) =>
    effect === 'broken' && !never.has(flow) ? [flow] : [],
  )
  const own = scenario.requirements.map((requirement): Asked => ({ ...requirement, by: 'file' }))
  const asked = own.length > 0 ? own : file.filter(({ demand }) => holdsInEveryState(demand))
  const answers = asked.map((one) => ({
    answer: judge(state, one),
    before: answer(one),
  }))
  return {
    scenario,
    effects,
    broken,
    answers,
    passed: isPassed(own, broken, answers),
    overloads: state.loads().full(),
    mayOverload: state.loads().perhapsFull(),
  }
}

export function inScenario(normal: State, { amendments, fail, load }: Scenario): State {
  const changes = amendments.length === 0 ? normal : normal.with({ components: amendments })
  return {
    ...changes,
    failures: fail,
    failed: happened(changes.model, fail),
    load,
    loads: once(() => changes.facts.loadsUnder({ failed: eventsOf(fail), load })),
    sureLoads: once(() =>
      changes.facts.loadsUnder({ failed: eventsOf(fail), load, guesses: 'left out' }),
    ),
  }
}

/** Of what fails anyway the scenario is not the cause, unless it asks for it itself. */
function isPassed(
  own: readonly Asked[],
  broken: readonly Flow[],
  answers: Played['answers'],
): boolean {
  if (own.length > 0) return answers.every(({ answer }) => answer.status !== 'failed')
  return broken.length === 0 && !answers.some(isWorse)
}

function isWorse({ answer, before }: { answer: Answer; before: Answer }): boolean {
  return answer.status === 'failed' && before.status !== 'failed'
}

function holdsInEveryState(demand: Demand): boolean {
  return (
    demand.kind === 'metric' && ['latency', 'throughput', 'utilization'].includes(demand.metric)
  )
}
