// The facts about load, from one analysis of it: each computed when it is first asked for.

import { waitingTime } from '#src/graph/waiting-time.ts'
import { amplifyingCycles } from './amplifying.ts'
import { enoughCopies } from './enough-copies.ts'
import type { LoadFacts } from './load-facts.ts'
import { cacheLosses, failoverOverloads } from './load-losses.ts'
import { loadAnalysis } from './loads.ts'
import { once } from './once.ts'
import type { Reliability } from './serving.ts'
import { slowConsumers } from './slow-consumers.ts'
import { utilizationOf } from './utilization.ts'

export function loadAnswers(reliability: Reliability): LoadFacts {
  const { hasDemand, usual, under, filledBy, everything, ground } = loadAnalysis(reliability)
  const losing = () => ({ reliability, usual: usual(), filledBy })
  return {
    hasDemand,
    loadsUnder: under,
    filledBy,
    load: (component) => usual().load(component),
    utilization: (component) => usual().utilization(component),
    utilizationWith: (component, copies) => usual().utilizationWith(component, copies),
    saturations: () => usual().saturations(),
    carried: () => usual().carried(),
    enoughCopies(id, wanted) {
      const component = reliability.system.model.components[id]!
      if (component.managed) return undefined
      const { standing } = ground([])
      return enoughCopies(
        usual(),
        (load, copies) => utilizationOf(component, load, standing, copies),
        id,
        component.copies,
        wanted,
      )
    },
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
