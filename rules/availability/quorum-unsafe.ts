// A majority that cannot do what it is for: of fewer than three copies, or dealt to zones so that one of
// them holds more copies than may be lost. The arithmetic is that of each shard, as copies are dealt.
// What needs more copies than it has is told by needs-more-than-it-has.

import type { Component, Crowding, Finding, Model } from '#src/lint/rule.ts'
import {
  copiesAtLeast,
  counted,
  crowdedZone,
  declarationWith,
  defineRule,
  isStore,
  isWritten,
  named,
  smallestShard,
  spreadLine,
  wordIn,
} from '#src/lint/rule.ts'

const fewest = 3

const tooFew = (name: string, copies: number, isSharded: string): string =>
  `${named(name)} decides by majority among ${counted(copies, 'copy', 'copies')}${isSharded}, fewer than ${fewest}`

const noneToLose = (copies: number): string =>
  copies === 1
    ? 'one copy agrees with itself alone, and with it everything is lost'
    : `a majority of ${copies} is ${Math.floor(copies / 2) + 1}, so none can be lost; of ${fewest} one can`

const crowded = (name: string, zone: string, { held, copies, needed }: Crowding): string =>
  `zone ${named(zone)} holds ${held} of the ${copies} copies of ${named(name)}, which needs ${needed} of them`

const leaves = ({ held, copies, needed }: Crowding): string =>
  `losing the zone leaves ${copies - held}, and it can spare ${counted(copies - needed, 'copy', 'copies')}`

export default defineRule({
  id: 'quorum-unsafe',
  category: 'availability',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a majority of too few copies, or with too many of them in one zone',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    if (facts.copiesUnwritten) return
    for (const one of model.components.filter(decidesByMajority)) {
      const found = ofFew(one, model) ?? ofZones(one, model)
      if (found) yield found
    }
  },
})

function decidesByMajority(one: Component): boolean {
  const { builtin, managed, attributes } = one
  if (managed || ['external', 'dns', 'cdn'].includes(builtin)) return false
  const says = (name: string) =>
    isWritten(attributes, name) && wordIn(attributes, name) === 'quorum'
  return says('needs') || (isStore(one) && says('replication'))
}

function ofFew(one: Component, model: Model): Finding | undefined {
  const { copies, needed, shards } = smallestShard(model, one)
  if (copies >= fewest || needed > copies) return undefined
  const line = crowdedZone(model, { ...one, copies: fewest * shards })
    ? spreadLine(model, one, fewest * shards)
    : `run ${fewest}${shards > 1 ? ' of each shard' : ''}: ${declarationWith(one, copiesAtLeast(one, fewest * shards))}`
  return {
    message: tooFew(one.name, copies, shards > 1 ? ' of a shard' : ''),
    at: one.at,
    subjects: [one.name],
    notes: [noneToLose(copies)],
    help: line,
    witness: { copies, needed, shards },
  }
}

function ofZones(one: Component, model: Model): Finding | undefined {
  const crowding = crowdedZone(model, one)
  if (!crowding) return undefined
  const zone = model.components[crowding.zone]!
  const { held, copies, needed } = crowding
  return {
    message: crowded(one.name, zone.name, crowding),
    at: one.at,
    subjects: [one.name],
    related: [{ message: `holds ${held} of ${copies}`, at: zone.at }],
    notes: [leaves(crowding)],
    help: spreadLine(model, one),
    witness: { zone: zone.name, held, copies, needed },
  }
}
