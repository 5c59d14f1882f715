// Copies that carry the peak together, and no longer when one of them is lost: a deploy or a broken machine at the
// wrong hour. Where autoscaling brings another in its place it is an info.

import {
  arithmetic,
  assumptionsOf,
  busy,
  counted,
  defineRule,
  flowsOfLoad,
  heldAllTheSame,
  isTooFull,
  moreCapacity,
  named,
  sources,
  type Utilization,
} from '#src/lint/rule.ts'

const tooFew = (name: string, copies: number, after: Utilization): string =>
  `with one of its ${counted(copies, 'copy', 'copies')} lost ${named(name)} gets ${busy(after)} at peak`

export default defineRule({
  id: 'instance-loss-overload',
  category: 'availability',
  severity: 'warning',
  lowered: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'copies carry the peak only while none of them is lost',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    for (const { component: id } of facts.saturations()) {
      const component = model.components[id]!
      const { copies, managed, attributes } = component
      const loss = managed || copies < 2 ? undefined : facts.withoutCopy(id)
      if (!loss) continue
      const { before, after } = loss
      if (!after.isKnown || before.peak >= 1 || !isTooFull(after)) continue
      const { load } = after
      const scales = attributes.has('autoscale')
      yield {
        message: tooFew(component.name, copies, after),
        at: component.at,
        subjects: [component.name],
        notes: [
          arithmetic(component, after),
          ...sources(load),
          ...(scales ? ['autoscaling brings another in its place, after a while'] : []),
          ...assumptionsOf(load, model),
          ...heldAllTheSame(facts, 'copy'),
        ],
        help:
          moreCapacity(facts, component, { spare: 1, below: 1, end: 'least' }) ?? 'send it less',
        witness: { flows: flowsOfLoad(load), utilization: before.peak, after: after.peak },
        lowered: scales,
      }
    }
  },
})
