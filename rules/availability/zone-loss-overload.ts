// Copies in several zones that carry the peak together, and no longer when a zone is lost, though they would without
// any one of them. The load is that of the whole system after the loss. Where autoscaling brings others it is an info.

import type { Component, Facts, Model, Utilization } from '#src/lint/rule.ts'
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
  named,
  sources,
  zonesFor,
} from '#src/lint/rule.ts'

const tooFew = (name: string, zone: string, after: Utilization): string =>
  `with zone ${named(zone)} lost ${named(name)} gets ${busy(after)} at peak`

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
    for (const { component: id } of facts.saturations()) {
      const component = model.components[id]!
      const { copies, managed, attributes } = component
      const lost = managed || copies < 2 ? undefined : facts.withoutZone(id)
      const one = lost && facts.withoutCopy(id)?.after
      if (!lost?.after.isKnown || !one || isTooFull(one)) continue
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
  },
})

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
