// Copies in several zones that carry the peak together, and no longer when a zone is lost, though they would without
// any one of them; and what is full once it gets what else lay in the zone. The load is that of the whole system after
// the loss. Where autoscaling brings others it is an info.

import type { Component, Facts, Finding, Model, Utilization, ZoneOverload } from '#src/lint/rule.ts'
import {
  arithmetic,
  assumptionsOf,
  busy,
  copiesAtLeast,
  counted,
  declarationWith,
  defineRule,
  flowsOfLoad,
  heldAllTheSame,
  isTooFull,
  listed,
  named,
  sources,
  zonesFor,
} from '#src/lint/rule.ts'

const tooFew = (name: string, zone: string, after: Utilization): string =>
  `with zone ${named(zone)} lost ${named(name)} gets ${busy(after)} at peak`

const because = (
  zone: string,
  held: number,
  { copies, managed }: Component,
  others: readonly string[],
): string => {
  const holds =
    managed || held === 0
      ? `${named(zone)} holds none of it`
      : `${named(zone)} holds ${held} of its ${copies} copies`
  if (others.length === 0) return holds
  const shown = others.length > 4 ? [...others.slice(0, 3), `${others.length - 3} more`] : others
  return `${holds}; what the zone held of ${listed(shown)} falls on it`
}

export default defineRule({
  id: 'zone-loss-overload',
  category: 'availability',
  severity: 'warning',
  lowered: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'copies carry the peak only while no zone is lost',
  options: {},
  yieldsTo: ['instance-loss-overload'],
  *check({ model, facts }) {
    const told = new Set<number>()
    for (const { component: id } of facts.saturations()) {
      const component = model.components[id]!
      const { copies, managed, attributes } = component
      const lost = managed || copies < 2 ? undefined : facts.withoutZone(id)
      const one = lost && facts.withoutCopy(id)?.after
      if (!lost?.after.isKnown || !one || isTooFull(one)) continue
      told.add(id)
      const { held, after } = lost
      const { load } = after
      const zone = model.components[lost.zone]!
      const scales = attributes.has('autoscale')
      yield {
        message: tooFew(component.name, zone.name, after),
        at: component.at,
        subjects: [component.name],
        related: [
          {
            message: `${counted(held, 'copy lies', 'copies lie')} in ${named(zone.name)}`,
            at: zone.at,
          },
        ],
        notes: [
          `${named(zone.name)} holds ${held} of its ${copies} copies`,
          arithmetic(component, after),
          ...sources(load),
          ...(scales ? ['autoscaling brings others in their place, after a while'] : []),
          ...assumptionsOf(load, model),
          ...heldAllTheSame(facts, 'zone'),
        ],
        help: remedy(model, facts, component, zone.id),
        witness: { flows: flowsOfLoad(load), zone: zone.name, after: after.peak },
        lowered: scales,
      }
    }
    const { found, untried } = facts.zoneOverloads()
    for (const one of found) {
      const left = facts.withoutCopy(one.component)
      if (told.has(one.component) || (left && isTooFull(left.after))) continue
      yield fallsOn(one, untried, model, facts)
    }
  },
})

/** What becomes full by what else the zone held. */
function fallsOn(
  { component: id, zone: lost, held, others, after }: ZoneOverload,
  untried: number,
  model: Model,
  facts: Facts,
): Finding {
  const component = model.components[id]!
  const zone = model.components[lost]!
  const names = others.map((one) => model.components[one]!.name)
  return {
    message: tooFew(component.name, zone.name, after),
    at: component.at,
    subjects: [component.name],
    related: [{ message: 'what is lost', at: zone.at }],
    notes: [
      because(zone.name, held, component, names),
      arithmetic(component, after),
      ...sources(after.load),
      ...assumptionsOf(after.load, model),
      ...heldAllTheSame(facts, 'zone'),
      ...(untried > 0 ? [`the system is large: ${untried} zones were not tried`] : []),
    ],
    help: component.managed
      ? 'let it do more, or send it less'
      : remedy(model, facts, component, lost),
    witness: { flows: flowsOfLoad(after.load), zone: zone.name, after: after.peak },
  }
}

/** As many copies as carry the peak without any one zone, in the zones that it has or in all there are. */
function remedy(model: Model, facts: Facts, component: Component, zone: number): string {
  const isSpread = zonesFor(model, component).length <= new Set(component.zones).size
  const places = isSpread ? (['own'] as const) : (['own', 'all'] as const)
  const found = places.flatMap((place) => {
    const grown = facts.enoughWithoutZone(component.id, zone, place)
    return grown ? [{ place, grown }] : []
  })
  const copiesOf = ({ grown }: (typeof found)[number]): number =>
    grown.reduce((sum, { copies }) => sum + copies, 0)
  const [best] = found.sort((a, b) => a.grown.length - b.grown.length || copiesOf(a) - copiesOf(b))
  if (!best) return 'let each copy do more, or send it less'
  const lines = best.grown.map(({ component: id, copies }) => {
    const one = model.components[id]!
    const written = best.place === 'all' && id === component.id ? { zones: 'all' } : {}
    return declarationWith(one, { ...copiesAtLeast(one, copies), ...written })
  })
  const { copies } = best.grown[0]!
  const [line, ...others] = lines
  if (others.length === 0)
    return `run ${counted(copies, 'copy', 'copies')}, so that the other zones carry the peak: ${line}`
  return `run more copies of all that share its requests, so that the other zones carry the peak: ${lines.join('; ')}`
}
