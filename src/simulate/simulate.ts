// A model and what is to happen → what becomes of it. Without anything to happen, every component, zone and region is
// lost in turn. The numbers are the facts'; here they are only gathered and given their names.

import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'
import { assumptionsOf, assumptionsOfState } from './assumptions.ts'
import { flowOutcome } from './flow-outcome.ts'
import { guessesText } from './guesses-text.ts'
import { componentsOf, lossesOf } from './losses.ts'
import type { Outcome } from './outcome.ts'
import { overloadsAfter } from './overloads.ts'
import type { Happening, Simulation } from './question.ts'
import { requirementsOn } from './requirement-outcomes.ts'
import { scenarioOutcome, stateOutcome } from './scenario-outcomes.ts'

/** `onStep` hears how many of how many steps are done: a flow is one, and so is every loss that moves traffic. */
export function simulate(
  model: Model,
  facts: Facts,
  { flows = model.flows, happening, order }: Simulation,
  onStep: (done: number, all: number) => void = () => {},
): Outcome {
  let done = 0
  // Losses are counted when the flows are known; until then they are taken to be as many as components.
  let all = flows.length + model.components.length + model.scenarios.length + 1
  const step = (): void => onStep(Math.min(++done, all), all)
  const found = flows.map((flow) => {
    const outcome = flowOutcome(model, facts, flow, order)
    step()
    return outcome
  })
  const overloads = overloadsAfter(model, facts, step)
  const losses = lossesOf(model, facts, flows, overloads)
  const components = componentsOf(model, facts, flows, overloads)
  all = Math.max(all, done + model.scenarios.length + 1)
  const played = happening?.kind === 'state' ? [] : facts.scenarios()
  const scenarios = played.map((one) => {
    step()
    return scenarioOutcome(model, one)
  })
  const requirements = requirementsOn(model, facts, flows)
  onStep(all, all)
  return {
    file: model.source.path,
    flows: found,
    components,
    losses,
    ...bottleneckOf(model, facts),
    requirements,
    scenarios: scenarios.filter(isAsked(happening)),
    ...(happening ? { state: stateOutcome(model, facts, flows, happening) } : {}),
    assumptions: happening
      ? assumptionsOfState(model, facts, flows, happening)
      : assumptionsOf(model, facts, flows, overloads.untried),
  }
}

/** Nothing where nothing is asked of anything: then nothing grows. */
function bottleneckOf(model: Model, facts: Facts): Pick<Outcome, 'bottleneck'> {
  const [first] = facts.saturations()
  if (!first || first.peak <= 0) return {}
  const { name } = model.components[first.component]!
  const unless = guessesText(model, first.load)
  return { bottleneck: { name, growth: 1 / first.peak, unless } }
}

function isAsked(
  happening: Happening | undefined,
): (scenario: { readonly name: string }) => boolean {
  if (happening?.kind !== 'scenario') return () => true
  return ({ name }) => name === happening.scenario.name
}
