// The facts about load, from one analysis of it: each computed when it is first asked for.

import { waitingTime } from '#src/graph/waiting-time.ts'
import { amplifyingCycles } from './amplifying.ts'
import type { LoadFacts } from './load-facts.ts'
import { cacheLosses, failoverOverloads } from './load-losses.ts'
import { loadAnalysis } from './loads.ts'
import { once } from './once.ts'
import type { Reliability } from './serving.ts'
import { slowConsumers } from './slow-consumers.ts'

export function loadAnswers(reliability: Reliability): LoadFacts {
  const { hasDemand, demand, usual, under, filledBy, everything, ground } =
    loadAnalysis(reliability)
  const losing = () => ({ reliability, usual: usual(), filledBy })
  return {
    hasDemand,
    begun: () => demand().begun,
    loadsUnder: under,
    filledBy,
    load: (component) => usual().load(component),
    utilization: (component) => usual().utilization(component),
    utilizationWith: (component, copies) => usual().utilizationWith(component, copies),
    saturations: () => usual().saturations(),
    carried: () => usual().carried(),
    enoughCopies: (component, wanted) => usual().enoughCopies(component, wanted),
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
