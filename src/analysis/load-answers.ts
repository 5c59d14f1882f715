// The facts about load, from one analysis of it: each computed when it is first asked for.

import { waitingTime } from '#src/graph/waiting-time.ts'
import { amplifyingCycles } from './amplifying.ts'
import { enoughCopies, steady, withoutCopy, withoutZone } from './enough-copies.ts'
import type { LoadFacts, Loads } from './load-facts.ts'
import { cacheLosses, failoverOverloads } from './load-losses.ts'
import { loadAnalysis } from './loads.ts'
import { once } from './once.ts'
import type { Reliability } from './serving.ts'
import { slowConsumers } from './slow-consumers.ts'

export function loadAnswers(reliability: Reliability): LoadFacts {
  const { hasDemand, usual, under, everything, ground } = loadAnalysis(reliability)
  const { model } = reliability.system
  const { components } = model
  const lostZones = new Map<number, Loads>()
  const lostZone = (zone: number): Loads => {
    const loads = lostZones.get(zone) ?? under({ failed: [{ component: zone }] })
    lostZones.set(zone, loads)
    return loads
  }
  const sizes = () => ({ model, loads: usual(), withoutZone: lostZone })
  const enough: LoadFacts['enoughCopies'] = (id, wanted) =>
    components[id]!.managed ? undefined : enoughCopies(sizes(), components[id]!, wanted)
  const losing = () => ({ reliability, usual: usual(), under, enough })
  return {
    hasDemand,
    loadsUnder: under,
    load: (component) => usual().load(component),
    utilization: (component) => usual().utilization(component),
    utilizationWith: (...given) => usual().utilizationWith(...given),
    saturations: () => usual().saturations(),
    carried: () => usual().carried(),
    steady: (id) => steady(sizes(), components[id]!),
    withoutCopy: (id) =>
      components[id]!.managed ? undefined : withoutCopy(sizes(), components[id]!),
    withoutZone: (id) =>
      components[id]!.managed ? undefined : withoutZone(sizes(), components[id]!),
    enoughCopies: enough,
    waiting(id) {
      const found = usual().utilization(id)
      if (!found) return undefined
      const { peak, copies, capacity } = found
      return waitingTime(peak * copies * capacity, copies, capacity)
    },
    amplifyingCycles: once(() => amplifyingCycles(ground([]), everything())),
    failoverOverloads: once(() => failoverOverloads(losing())),
    cacheLosses: once(() => cacheLosses(losing())),
    slowConsumers: once(() => slowConsumers(ground([]), everything(), usual())),
  }
}
