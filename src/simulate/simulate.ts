// A model and what is to happen → what becomes of it. Without anything to happen, every component, zone and region is
// lost in turn. The numbers are the facts'; here they are only gathered and given their names.

import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'
import { assumptionsOf, assumptionsOfState } from './assumptions.ts'
import { flowOutcome } from './flow-outcome.ts'
import { componentsOf, lossesOf } from './losses.ts'
import type { Outcome } from './outcome.ts'
import { overloadsAfter } from './overloads.ts'
import type { Happening, Simulation } from './question.ts'
import { requirementsOn } from './requirement-outcomes.ts'
import { scenarioOutcome, stateOutcome } from './scenario-outcomes.ts'

/** `onStep` hears how many of how many steps are done. */
export function simulate(
  model: Model,
  facts: Facts,
  { flows = model.flows, happening }: Simulation,
  onStep: (done: number, all: number) => void = () => {},
): Outcome {
  const steps = flows.length + 2
  const found = flows.map((flow, index) => {
    const outcome = flowOutcome(model, facts, flow)
    onStep(index + 1, steps)
    return outcome
  })
  const overloads = overloadsAfter(model, facts)
  const losses = lossesOf(model, facts, flows, overloads)
  onStep(steps - 1, steps)
  const components = componentsOf(model, facts, flows, overloads)
  const scenarios = facts.scenarios().map((played) => scenarioOutcome(model, played))
  onStep(steps, steps)
  return {
    file: model.source.path,
    flows: found,
    components,
    losses,
    ...bottleneckOf(model, facts),
    requirements: requirementsOn(model, facts, flows),
    scenarios: happening?.kind === 'state' ? [] : scenarios.filter(isAsked(happening)),
    ...(happening ? { state: stateOutcome(model, facts, flows, happening) } : {}),
    assumptions: happening
      ? assumptionsOfState(model, facts, flows, happening)
      : assumptionsOf(model, facts, flows, overloads.untried),
  }
}

/** Nothing where nothing is asked of anything: then nothing grows. */
function bottleneckOf({ components, edges }: Model, facts: Facts): Pick<Outcome, 'bottleneck'> {
  const [first] = facts.saturations()
  if (!first || first.peak <= 0) return {}
  const nameOf = (id: number): string => components[id]!.name
  const unless = (first.load.isKnown ? [] : first.load.guesses()).map((guess) => {
    if (guess.kind === 'hit') return `write hit on ${nameOf(guess.cache)}`
    const { from, arrow, to } = edges[guess.edge]!
    return `write calls on ${nameOf(from)} ${arrow} ${nameOf(to)}`
  })
  return { bottleneck: { name: nameOf(first.component), growth: 1 / first.peak, unless } }
}

function isAsked(
  happening: Happening | undefined,
): (scenario: { readonly name: string }) => boolean {
  if (happening?.kind !== 'scenario') return () => true
  return ({ name }) => name === happening.scenario.name
}
