// What is full before the demand has grown tenfold: one line for a file, which names the first and lists the others
// in the order in which they fill up.

import type { Facts, Model, Utilization } from '#src/lint/rule.ts'
import { defineRule, flowsOfLoad, listed, moreCapacity, named, showNumber } from '#src/lint/rule.ts'

const room = (names: readonly string[], first: Utilization, times: number): string => {
  const load = `at ${showNumber(times)} times the load`
  if (names.length > 1)
    return `${load} ${names.length} components are full, ${named(names[0]!)} first${atGrowth(first)}`
  const since = first.peak >= 1 ? 'as it is now' : `from ${showNumber(1 / first.peak)} times on`
  return `${load} ${named(names[0]!)} is full, ${since}`
}

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
      help: `to carry ${showNumber(options.times)} times the load, ${remedy(model, facts, full, options.times)}`,
      witness: { flows: flowsOfLoad(first.load), components: names },
    }
  },
})

/** What the first few need, as all that is full grows. */
function remedy(model: Model, facts: Facts, full: readonly Utilization[], times: number): string {
  const together = new Set(full.map(({ component }) => component))
  const wanted = { spare: 0, below: 1 / times, together } as const
  const lines = full.slice(0, 3).map(({ component: id }) => {
    const component = model.components[id]!
    const line = moreCapacity(facts, component, wanted) ?? 'send it less'
    return full.length === 1 ? line : `for ${named(component.name)} ${line}`
  })
  const more = full.slice(3).map(({ component }) => model.components[component]!.name)
  return more.length === 0 ? lines.join('; ') : `${lines.join('; ')}; and see to ${listed(more)}`
}
