// A model and what is to happen → what becomes of it. Without anything to happen, every component, zone and region is
// lost in turn. The numbers are the facts'; here they are only gathered and given their names.

import type { Facts } from '#src/analysis/facts.ts'
import type { Flow, Model } from '#src/model/model.ts'
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
  const steps = 2 * flows.length + 2
  const found = flows.map((flow, index) => {
    const outcome = flowOutcome(model, facts, flow)
    onStep(index + 1, steps)
    return outcome
  })
  const overloads = overloadsAfter(model, facts, (part) => onStep(flows.length * (1 + part), steps))
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
      ? ofState(facts, happening)
      : [...assumptions(model, facts, flows), ...untried(overloads.untried)],
  }
}

function bottleneckOf({ components }: Model, facts: Facts): Pick<Outcome, 'bottleneck'> {
  const [first] = facts.saturations()
  if (!first) return {}
  return { bottleneck: { name: components[first.component]!.name, growth: 1 / first.peak } }
}

function untried(losses: number): readonly string[] {
  return losses === 0 ? [] : [`overload was not computed for ${losses} of the losses`]
}

function isAsked(
  happening: Happening | undefined,
): (scenario: { readonly name: string }) => boolean {
  if (happening?.kind !== 'scenario') return () => true
  return ({ name }) => name === happening.scenario.name
}

/** Where nothing but what goes on is told, no availability stands behind it. */
function ofState(facts: Facts, happening: Happening): readonly string[] {
  const load = happening.kind === 'state' ? happening.load : happening.scenario.load
  return [
    ...(load === 1 || facts.hasDemand()
      ? []
      : ['nothing says how much is asked for, so that no load has an effect']),
    ...facts.assumptions().map(({ message }) => message),
  ]
}

/** Each said once, whatever it bears on. */
function assumptions(model: Model, facts: Facts, flows: readonly Flow[]): readonly string[] {
  const namesOf = (ids: ReadonlySet<number>): string => {
    const names = [...ids].sort((a, b) => a - b).map((id) => model.components[id]!.name)
    return names.length > 12
      ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more`
      : names.join(', ')
  }
  const numbers = flows.map(facts.availability)
  const defaults = new Set(numbers.flatMap((one) => one.defaults))
  const leftOut = new Set(numbers.flatMap((one) => one.leftOut))
  return [
    'failures are taken to be independent of each other',
    ...(defaults.size > 0
      ? [
          `by default of their kind: the availability of ${namesOf(defaults)}; write availability to replace it`,
        ]
      : []),
    ...(leftOut.size > 0
      ? [
          `taken never to fail in the availability: ${namesOf(leftOut)}; write availability to count them`,
        ]
      : []),
    ...facts.assumptions().map(({ message }) => message),
  ]
}
