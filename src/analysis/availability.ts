// How available each flow is, what breaks it, and what matters most to it, from its failure structure. All of it
// in unavailabilities; how a number was computed goes with it, and so does what it rests on: components that a
// default stood in for, and places that say nothing and are left out.

import { solved } from '#src/graph/failure-probability.ts'
import { type Importance, importanceOf } from '#src/graph/importance.ts'
import type { CutSet, FlowAvailability, FlowCutSets } from './availability-facts.ts'
import { type CountedCutSets, countedCutSets } from './counted-cut-sets.ts'
import { type Happened, nothing } from './events.ts'
import { failureStructure, unavailabilityOf } from './failure-structure.ts'
import type { FlowNeeds } from './flow-needs.ts'
import { memo, once } from './once.ts'
import type { Reliability } from './serving.ts'

/**
 * Nodes for one flow's diagrams, some 5 MB. Systems of hundreds of components take thousands; a requirement is asked
 * again for each change that could meet it, and a flow that is too large must not make that long.
 */
const nodeBudget = 100_000

export interface AvailabilityOf {
  availability(): FlowAvailability
  cutSets(order: number): FlowCutSets
  /** Undefined where the flow is too large for exact numbers. */
  importance(component: number): Importance | undefined
  /** Components that bear on the flow, ascending. */
  readonly components: readonly number[]
}

export function availabilityOf(
  reliability: Reliability,
  needs: FlowNeeds,
  failed: Happened = nothing,
): AvailabilityOf {
  const { components } = reliability.system.model
  const built = failureStructure(reliability, needs, { failed })
  const { structure, events, probabilities, weights } = built
  const involved = [...new Set(events.map(({ component }) => component))].sort((a, b) => a - b)
  const solution = once(() => solved(structure, probabilities, { weights, nodeBudget }))
  const evaluate = once(() => solution().evaluate())
  const eventsOf = once(() => Map.groupBy(events.keys(), (event) => events[event]!.component))
  const top = once(() => evaluate()?.(probabilities))
  const isPlace = (id: number): boolean => ['zone', 'region'].includes(components[id]!.builtin)
  const unsaid = involved.filter((id) => !unavailabilityOf(components[id]!).given)
  const measured = memo((component: number): Importance | undefined => {
    // What is too large without the events that are sure is so with them.
    if (solution().probability.method !== 'exact') return undefined
    const group = eventsOf().get(component) ?? []
    const run = evaluate()
    return run && importanceOf(run, probabilities, group, top())
  })
  return {
    components: involved,
    availability: () => ({
      unavailability: solution().probability,
      defaults: unsaid.filter((id) => !isPlace(id)),
      leftOut: unsaid.filter(isPlace),
    }),
    cutSets: (order) => {
      const counting = failureStructure(reliability, needs, { failed, order })
      return listed(countedCutSets(reliability, counting, failed, { order }), order)
    },
    importance: measured,
  }
}

function listed({ sets, truncated }: CountedCutSets, order: number): FlowCutSets {
  return { sets: [...sets].sort(byProbability), order, truncated }
}

/** What is as probable stays as it was: by size, in the order of the file. */
function byProbability(a: CutSet, b: CutSet): number {
  return b.probability - a.probability
}
