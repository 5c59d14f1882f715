// More arrives at peak than a component can do, by numbers that are all written. What of a load rests on a guess does
// not count here; hot-component and bottleneck speak of that.

import {
  basisOf,
  busy,
  defineRule,
  flowsOfLoad,
  moreCapacity,
  mostBusy,
  named,
  showRate,
  type Utilization,
} from '#src/lint/rule.ts'

const overloaded = (name: string, found: Utilization): string =>
  `${named(name)} gets ${showRate(found.load.peak.total)} at peak, ${busy(found)}`

export default defineRule({
  id: 'overloaded-component',
  category: 'capacity',
  severity: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'more arrives at a component at peak than it can do',
  options: {},
  yieldsTo: ['write-bottleneck', 'consumer-slower-than-producer'],
  *check({ model, facts }) {
    for (const found of facts.full()) {
      const component = model.components[found.component]!
      const { below, asks } = mostBusy(facts, component.id)
      yield {
        message: overloaded(component.name, found),
        at: component.at,
        subjects: [component.name],
        notes: [...basisOf(component, found, model), ...asks],
        help: moreCapacity(facts, component, { spare: 1, below }) ?? 'send it less',
        witness: {
          flows: flowsOfLoad(found.load),
          load: found.load.peak.total,
          utilization: found.peak,
        },
      }
    }
  },
})
