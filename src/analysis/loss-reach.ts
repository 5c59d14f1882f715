// How far failures reach: what they take copies from, and what no longer serves because of that. Each is followed from
// what fails as far as it goes, so that a loss costs what it touches and not the whole model.

import { isContainer } from '#src/model/roles.ts'
import { componentsIn } from '#src/model/tree.ts'
import type { FailureEvent } from './copies.ts'
import { among, byPlace } from './events.ts'
import type { FlowNeeds, NeedsOfMany } from './flow-needs.ts'
import { memo } from './once.ts'
import { lossOf, type Reliability } from './serving.ts'

export interface Reach {
  /** What fails, in part or whole. */
  readonly hit: readonly number[]
  lostUnits(needs: NeedsOfMany): ReadonlySet<number>
  /** What no longer serves because of that. */
  readonly stopped: readonly number[]
}

/** `needs`: those of all flows under consideration, of which every part serves with everything up. */
export function reachOf(
  reliability: Reliability,
  needs: readonly FlowNeeds[],
): (failed: readonly FailureEvent[]) => Reach {
  const { model } = reliability.system
  const inPlace = byPlace(reliability, model.components.keys())
  const needsOf = new Map<number, FlowNeeds[]>()
  for (const one of needs) {
    for (const id of one.components()) {
      const known = needsOf.get(id)
      if (known) known.push(one)
      else needsOf.set(id, [one])
    }
  }
  const graphs = new Set(needs.map(({ many }) => many))
  const hitBy = ({ component: id }: FailureEvent): readonly number[] => {
    const inside = isContainer(model.components[id]!) ? componentsIn(model.components, id) : []
    return [id, ...inside].flatMap((one) => [one, ...(inPlace.get(one) ?? [])])
  }
  return (failed) => {
    const hit = [...new Set(failed.flatMap(hitBy))]
    const happened = among(model, failed)
    const down = new Map<NeedsOfMany, number[]>([...graphs].map((many) => [many, []]))
    for (const id of hit) {
      const { reads, writes } = lossOf(reliability, model.components[id]!, happened)
      for (const { many, readUnit, writeUnit } of needsOf.get(id) ?? []) {
        if (reads) down.get(many)!.push(readUnit(id))
        if (writes && writeUnit(id) >= 0) down.get(many)!.push(writeUnit(id))
      }
    }
    const lostUnits = memo((many: NeedsOfMany): ReadonlySet<number> => {
      const units = down.get(many)!
      return new Set(units.length === 0 ? [] : many.failures.lostWith(units))
    })
    const stopped = [...graphs].flatMap((many) => [...lostUnits(many)].flatMap(many.componentsOf))
    return { hit, lostUnits, stopped }
  }
}
