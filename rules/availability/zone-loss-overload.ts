// Copies in several zones that carry the peak together, and no longer when the fullest zone is lost, though they would
// without any one of them. Where autoscaling brings others in their place it is an info.

import type { Component, Facts, Model, Utilization } from '#src/lint/rule.ts'
import {
  arithmetic,
  assumptionsOf,
  busy,
  counted,
  declarationWith,
  defineRule,
  flowsOfLoad,
  fullestZone,
  heldAllTheSame,
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
    for (const { component: id, isKnown, load } of facts.saturations()) {
      const component = model.components[id]!
      const { copies, managed, attributes } = component
      const fullest = managed || !isKnown ? undefined : fullestZone(model, component)
      if (!fullest || fullest.held === copies) continue
      const one = facts.utilizationWith(id, copies - 1)
      const after = facts.utilizationWith(id, copies - fullest.held)
      if (!one || !after || one.peak > 1 || after.peak <= 1) continue
      const zone = model.components[fullest.zone]!
      const scales = attributes.has('autoscale')
      yield {
        message: tooFew(component.name, zone.name, after),
        at: component.at,
        subjects: [component.name],
        related: [
          {
            message: `${counted(fullest.held, 'copy lies', 'copies lie')} in ${named(zone.name)}`,
            at: zone.at,
          },
        ],
        notes: [
          `${named(zone.name)} holds ${fullest.held} of its ${copies} copies`,
          arithmetic(component, after),
          ...sources(load),
          ...(scales ? ['autoscaling brings others in their place, after a while'] : []),
          ...assumptionsOf(load, model),
          ...heldAllTheSame(facts, 'zone'),
        ],
        help: remedy(model, facts, component),
        witness: { flows: flowsOfLoad(load), zone: zone.name, after: after.peak },
        lowered: scales,
      }
    }
  },
})

/** As many copies as carry the peak without any one zone, in the zones that it has or in all there are. */
function remedy(model: Model, facts: Facts, component: Component): string {
  const range = component.attributes.get('autoscale')?.value
  const all = zonesFor(model, component)
  const places = [
    { zones: component.zones, written: {} },
    ...(all.length > new Set(component.zones).size
      ? [{ zones: all, written: { zones: 'all' } }]
      : []),
  ]
  const found = places.flatMap(({ zones, written }) => {
    for (let copies = component.copies; copies <= 6 * component.copies + 6; copies++) {
      const held = fullestZone(model, { ...component, zones, copies })?.held ?? copies
      const after = held < copies ? facts.utilizationWith(component.id, copies - held) : undefined
      if (after && after.peak <= 1) return [{ copies, written }]
    }
    return []
  })
  const [best] = found.sort((a, b) => a.copies - b.copies)
  if (!best) return 'let each copy do more, or send it less'
  const more =
    range?.kind === 'range' && !component.attributes.has('replicas')
      ? { autoscale: `${best.copies}..${Math.max(best.copies, range.high)}` }
      : { replicas: String(best.copies) }
  return `run ${best.copies} copies, so that the other zones carry the peak: ${declarationWith(component, { ...more, ...best.written })}`
}
