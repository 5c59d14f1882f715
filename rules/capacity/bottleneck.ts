// The one component that is full first as the demand grows, where that is soon. Everything grows alike, and what
// autoscales counts with its most copies; where that is the first, growing further is its business.

import {
  basisOf,
  defineRule,
  flowsOfLoad,
  moreCapacity,
  named,
  showNumber,
  type Utilization,
} from '#src/lint/rule.ts'

const first = (name: string, found: Utilization): string =>
  found.peak >= 1
    ? `${named(name)} ${found.isKnown ? 'is' : 'may be'} full before the peak is reached`
    : `${named(name)} is the first to be full, ${found.isKnown ? '' : 'perhaps '}at ${growth(found)} times the peak`

const growth = ({ peak }: Utilization): string => showNumber(1 / peak)

export default defineRule({
  id: 'bottleneck',
  category: 'capacity',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'the first component to be full as demand grows is full soon',
  options: {
    growth: {
      default: 1.4,
      minimum: 1,
      description: 'times the peak that the first to be full should carry',
    },
  },
  yieldsTo: [
    'overloaded-component',
    'instance-loss-overload',
    'zone-loss-overload',
    'read-heavy-unscaled',
    'peak-without-autoscaling',
  ],
  *check({ model, facts, options }) {
    const [found] = facts.saturations()
    if (!found || found.peak * options.growth <= 1) return
    const component = model.components[found.component]!
    if (component.attributes.has('autoscale')) return
    yield {
      message: first(component.name, found),
      at: component.at,
      subjects: [component.name],
      notes: [...basisOf(component, found, model)],
      help:
        moreCapacity(facts, component, { spare: 0, below: 1 / options.growth }) ?? 'send it less',
      witness: { flows: flowsOfLoad(found.load), utilization: found.peak },
    }
  },
})
