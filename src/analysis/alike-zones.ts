// Zones that nothing tells apart on a failure structure: of every component that bears on it they hold as many copies
// of each shard, and they fail as often. Exchanging two of them, with the copies in them, leaves the structure as it
// is, so that one of them speaks for all.

import { enclosing } from '#src/model/tree.ts'
import type { Happened } from './events.ts'
import { type FlowStructure, unavailabilityOf } from './failure-structure.ts'
import type { Reliability } from './serving.ts'

/** Fewer are named one by one. */
const fewest = 3

/** By zone, all those that are like it, itself among them, ascending; zones that are like less than two others are not in it. */
export function alikeZones(
  reliability: Reliability,
  { components, written }: Pick<FlowStructure, 'components' | 'written'>,
  failed: Happened,
): ReadonlyMap<number, readonly number[]> {
  const { model } = reliability.system
  const holds = new Map<number, string[]>()
  for (const id of components) {
    if (model.components[id]!.managed) continue
    for (const [zone, held] of heldOf(reliability, id, written.has(id), failed)) {
      const known = holds.get(zone)
      if (known) known.push(held)
      else holds.set(zone, [held])
    }
  }
  const open = [...holds].filter(([zone]) => !failed({ component: zone }))
  const classes = Map.groupBy(open, ([zone, held]) => {
    const region = enclosing(model.components, zone, 'region')
    return [region, unavailabilityOf(model.components[zone]!).value, ...held].join(' ')
  })
  const found = new Map<number, readonly number[]>()
  for (const alike of classes.values()) {
    if (alike.length < fewest) continue
    const zones = alike.map(([zone]) => zone).sort((a, b) => a - b)
    for (const zone of zones) found.set(zone, zones)
  }
  return found
}

/** By zone, how many copies of which shards of a component lie in it. */
function heldOf(
  reliability: Reliability,
  id: number,
  isWritten: boolean,
  failed: Happened,
): ReadonlyMap<number, string> {
  const held = new Map<number, string>()
  for (const [number, { copies }] of reliability.shards(id).entries()) {
    const left = copies.filter(({ index }) => !failed({ component: id, copy: index }))
    const byZone = Map.groupBy(left, ({ zone }) => zone)
    for (const [zone, within] of byZone) {
      if (zone < 0) continue
      const leads = isWritten && within.includes(copies[0]!) ? ' first' : ''
      held.set(zone, `${held.get(zone) ?? id} ${number}:${within.length}${leads}`)
    }
  }
  return held
}
