// A component that is busy at peak though not full: waiting grows long before a thing is full, and little is left for
// a busier day. It also speaks of loads that are upper bounds, and says so.

import {
  basisOf,
  busy,
  defineRule,
  flowsOfLoad,
  isLimited,
  moreCapacity,
  named,
  type Utilization,
} from '#src/lint/rule.ts'

const hot = (name: string, found: Utilization): string =>
  `${named(name)} gets ${found.isKnown ? '' : 'at most '}${busy(found)} at peak`

export default defineRule({
  id: 'hot-component',
  category: 'capacity',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'a component is busy at peak and does not scale by itself',
  options: {
    percent: { default: 70, minimum: 1, description: 'utilisation at peak from which it is told' },
  },
  yieldsTo: ['overloaded-component', 'bottleneck'],
  *check({ model, facts, options }) {
    for (const found of facts.saturations()) {
      const component = model.components[found.component]!
      if (found.peak < options.percent / 100 || component.attributes.has('autoscale')) continue
      if (found.isKnown && found.peak >= 1) continue
      // How busy it may be is then the requirement's to judge.
      if (isLimited(facts, component.id)) continue
      yield {
        message: hot(component.name, found),
        at: component.at,
        subjects: [component.name],
        notes: [
          ...basisOf(component, found, model),
          `over ${options.percent} % requests wait for each other, the more the fuller it gets`,
        ],
        help:
          moreCapacity(facts, component, { spare: 0, below: options.percent / 100 }) ??
          'send it less',
        witness: { flows: flowsOfLoad(found.load), utilization: found.peak },
      }
    }
  },
})
