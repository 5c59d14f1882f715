// A majority that cannot do what it is for: of fewer than three copies, or dealt to zones or regions so that one
// of them holds more copies than may be lost. The arithmetic is that of each shard, as copies are dealt.
// What needs more copies than it has is told by needs-more-than-it-has.

import type { Component, Crowding, Finding, Model } from '#src/lint/rule.ts'
import {
  copiesAtLeast,
  counted,
  crowded,
  declarationWith,
  defineRule,
  isStore,
  isWritten,
  named,
  overRegions,
  smallestShard,
  spreadLine,
  spreadOut,
  withAttributes,
  wordIn,
} from '#src/lint/rule.ts'

const fewest = 3

const tooFew = (name: string, copies: number, isSharded: string): string =>
  `${named(name)} decides by majority among ${counted(copies, 'copy', 'copies')}${isSharded}, fewer than ${fewest}`

const noneToLose = (copies: number): string =>
  copies === 1
    ? 'one copy agrees with itself alone, and with it everything is lost'
    : `a majority of ${copies} is ${Math.floor(copies / 2) + 1}, so none can be lost; of ${fewest} one can`

type Sort = 'zone' | 'region'

const holdsMost = (sort: Sort, place: string, name: string, crowding: Crowding): string =>
  `${sort} ${named(place)} ${holding(name, crowding)}`

const holding = (name: string, { held, copies, needed }: Crowding): string =>
  `holds ${held} of the ${copies} copies of ${named(name)}, which needs ${needed} of them`

const leaves = (sort: Sort, { held, copies, needed }: Crowding): string =>
  `losing the ${sort} leaves ${copies - held}, and it can spare ${counted(copies - needed, 'copy', 'copies')}`

export default defineRule({
  id: 'quorum-unsafe',
  category: 'availability',
  severity: 'warning',
  lowered: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a majority of too few copies, or with too many of them in one zone or region',
  fixes: 'unsafe',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    if (facts.copiesUnwritten) return
    for (const one of model.components.filter(decidesByMajority)) {
      const found =
        ofFew(one, model) ?? ofPlaces(one, model, 'zone') ?? ofPlaces(one, model, 'region')
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
  const wanted = fewest * shards
  const enough = copiesAtLeast(one, wanted)
  const more = { ...one, copies: wanted }
  const remedy =
    (crowded(model, more, 'zone') ?? crowded(model, more, 'region'))
      ? spread(model, one, wanted)
      : {
          help: `run ${fewest}${shards > 1 ? ' of each shard' : ''}: ${declarationWith(one, enough)}`,
          fix: withAttributes(one, enough),
        }
  return {
    message: tooFew(one.name, copies, shards > 1 ? ' of a shard' : ''),
    at: one.at,
    subjects: [one.name],
    notes: [noneToLose(copies)],
    ...remedy,
    witness: { copies, needed, shards },
  }
}

function ofPlaces(one: Component, model: Model, sort: Sort): Finding | undefined {
  const crowding = crowded(model, one, sort)
  if (!crowding) return undefined
  const place = model.components[crowding.place]!
  const { held, copies, needed } = crowding
  return {
    message: holdsMost(sort, place.name, one.name, crowding),
    at: one.at,
    subjects: [one.name],
    related: [{ message: `holds ${held} of ${copies}`, at: place.at }],
    notes: [leaves(sort, crowding)],
    ...spread(model, one),
    witness: { [sort]: place.name, held, copies, needed },
    // Not every system is to outlive a region.
    lowered: sort === 'region',
  }
}

/** Over its regions, where it lies in some; else over zones alone. */
function spread(model: Model, one: Component, copies = one.copies): Pick<Finding, 'help' | 'fix'> {
  return (
    overRegions(model, one, copies) ?? {
      help: spreadLine(model, one, copies),
      fix: spreadOut(model, one, copies),
    }
  )
}
