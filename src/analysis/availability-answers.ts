// The availability part of the facts: each answer is computed when it is first asked for, and kept.

import type { Flow } from '#src/model/model.ts'
import { type AvailabilityOf, availabilityOf } from './availability.ts'
import type { AvailabilityFacts } from './availability-facts.ts'
import { blastsOf } from './blasts.ts'
import { effectsOf } from './effects.ts'
import { happened, lossesAmong } from './events.ts'
import { downAlone } from './failure-structure.ts'
import { memo, once } from './once.ts'
import type { Reliability } from './serving.ts'

export function availabilityFacts(reliability: Reliability): AvailabilityFacts {
  const { model } = reliability.system
  const of = memo(
    (flow: Flow): AvailabilityOf => availabilityOf(reliability, reliability.needs.of(flow)),
  )
  const effects = effectsOf(reliability)
  return {
    availability: memo((flow: Flow) => of(flow).availability()),
    cutSets: (flow, order) => of(flow).cutSets(order),
    importance: (flow, component) => of(flow).importance(component),
    bearingOn: (flow) => of(flow).components,
    downAlone: (component) => downAlone(reliability, component),
    blasts: once(() => blastsOf(reliability, effects)),
    lostTo: (failures) =>
      lossesAmong(reliability, model.components.keys(), happened(model, failures)).map(
        ({ component }) => component,
      ),
    under: (failures) => effects.under(happened(model, failures)),
  }
}
