// What is full before the demand has grown tenfold: one line for a file, which names the first and lists the others
// in the order in which they fill up.

import {
  counted,
  defineRule,
  flowsOfLoad,
  listed,
  moreCapacity,
  named,
  showNumber,
  type Utilization,
} from '#src/lint/rule.ts'

const room = (names: readonly string[], first: Utilization, times: number): string =>
  `at ${showNumber(times)} times the load ${counted(names.length, 'component is', 'components are')} full, ${named(names[0]!)} first${atGrowth(first)}`

const atGrowth = ({ peak }: Utilization): string =>
  peak >= 1 ? '' : `, at ${showNumber(1 / peak)} times`

export default defineRule({
  id: 'growth-headroom',
  category: 'capacity',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'something is full before the load has grown tenfold',
  options: {
    times: { default: 10, minimum: 1, description: 'growth of the load that it is held against' },
  },
  yieldsTo: ['overloaded-component', 'bottleneck'],
  *check({ model, facts, options }) {
    const full = facts.saturations().filter(({ peak }) => peak * options.times >= 1)
    const [first] = full
    if (!first) return
    const component = model.components[first.component]!
    const names = full.map((one) => model.components[one.component]!.name)
    const shown = full.map((one, index) => `${names[index]}${atGrowth(one) || ', already'}`)
    const guessed = full.filter(({ isKnown }) => !isKnown)
    yield {
      message: room(names, first, options.times),
      at: component.at,
      subjects: [component.name],
      notes: [
        `in the order in which they fill: ${shown.slice(0, 8).join('; ')}${shown.length > 8 ? `; and ${shown.length - 8} more` : ''}`,
        ...(guessed.length > 0
          ? [
              `at most, where calls are not written: ${listed(guessed.map((one) => model.components[one.component]!.name))}`,
            ]
          : []),
      ],
      help: `to carry ${showNumber(options.times)} times the load, ${moreCapacity(facts, component, { spare: 0, below: 1 / options.times }) ?? 'send it less'}`,
      witness: { flows: flowsOfLoad(first.load), components: names },
    }
  },
})
