// The facts about load, from one analysis of it: each computed when it is first asked for.

import { waitingTime } from '#src/graph/waiting-time.ts'
import type { Changes } from '#src/model/changed.ts'
import type { Flow } from '#src/model/model.ts'
import { amplifyingCycles } from './amplifying.ts'
import { copyLoss, enoughCopies, type Ground, overfull, withoutZone } from './enough-copies.ts'
import type { Condition, LoadFacts } from './load-facts.ts'
import { cacheLosses, failoverOverloads } from './load-losses.ts'
import { type LoadAnalysis, loadAnalysis, type Part } from './loads.ts'
import { memo, once } from './once.ts'
import type { Reliability } from './serving.ts'
import { slowConsumers } from './slow-consumers.ts'
import { zoneOverloads } from './zone-overloads.ts'
import { zoneRemedies } from './zone-remedies.ts'

interface Stops {
  readonly stoppedBy: (flow: Flow) => readonly number[]
}

export function loadAnswers(
  reliability: Reliability,
  changedFacts: (changes: Changes) => LoadFacts & Stops,
  { stoppedBy }: Stops,
): LoadFacts {
  const analysis = loadAnalysis(reliability)
  const { hasDemand, demand, usual, under, filledBy, everything, ground, steps } = analysis
  const { model } = reliability.system
  const { components } = model
  const surely = once(() => under({ guesses: 'left out' }))
  const sizes = once(
    (): Ground => ({ model, loads: usual(), withoutZone: lostZones(analysis, 'counted') }),
  )
  const sureSizes = once(
    (): Ground => ({ model, loads: surely(), withoutZone: lostZones(analysis, 'left out') }),
  )
  const enough: LoadFacts['enoughCopies'] = (id, wanted) =>
    components[id]!.managed ? undefined : enoughCopies(sizes(), components[id]!, wanted)
  const losing = () => ({
    reliability,
    usual: usual(),
    surely,
    under,
    filledBy,
    enough,
    cacheLosses: forgotten,
  })
  const forgotten: LoadFacts['cacheLosses'] = once(() => cacheLosses(losing()))
  const withoutGrowth = once(() =>
    zoneRemedies({
      model,
      usual: usual(),
      facts: { ...facts, stoppedBy },
      under,
      enough,
      with: changedFacts,
    }),
  )
  const facts: LoadFacts = {
    hasDemand,
    begun: () => demand().begun,
    loadsUnder: under,
    filledBy,
    load: (component) => usual().load(component),
    utilization: (component) => usual().utilization(component),
    utilizationWith: (...given) => usual().utilizationWith(...given),
    saturations: () => usual().saturations(),
    full: () => usual().full(),
    perhapsFull: () => usual().perhapsFull(),
    carried: () => usual().carried(),
    withoutCopy(id) {
      const one = components[id]!
      const loss = one.managed ? undefined : copyLoss(sizes(), one)
      const isSure = !loss || loss.after.load.isKnown || loss.after.peak <= overfull
      return isSure ? loss : copyLoss(sureSizes(), one)
    },
    withoutZone(id) {
      const one = components[id]!
      const loss = one.managed ? undefined : withoutZone(sizes(), one)
      return !loss || loss.after.load.isKnown ? loss : withoutZone(sureSizes(), one)
    },
    enoughCopies: enough,
    enoughWithoutZone: (...given) => withoutGrowth()(...given),
    waiting(id) {
      const found = usual().utilization(id)
      if (!found) return undefined
      const { peak, copies, capacity } = found
      return waitingTime(peak * copies * capacity, copies, capacity)
    },
    amplifyingCycles: once(() => amplifyingCycles(steps())),
    zoneOverloads: once(() =>
      zoneOverloads({ ...facts, reliability, usual: usual(), surely, stoppedBy }),
    ),
    failoverOverloads: once(() => failoverOverloads(losing())),
    cacheLosses: forgotten,
    slowConsumers: once(() => slowConsumers(ground({}), everything(), usual(), surely)),
  }
  return facts
}

/** The loads around each component without each zone, each computed when it is first asked for. */
function lostZones(
  { around, underIn }: Pick<LoadAnalysis, 'around' | 'underIn'>,
  guesses: NonNullable<Condition['guesses']>,
): Ground['withoutZone'] {
  const inPart = memo((part: Part) =>
    memo((zone: number) => underIn(part, { failed: [{ component: zone }], guesses })),
  )
  return (zone, component) => inPart(around(component))(zone)
}
