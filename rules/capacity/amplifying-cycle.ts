// A circle of calls that sends back as many requests as it gets: one request is never done, or becomes more and more.
// Only where each edge on the way says how often it is called.

import type { AmplifyingCycle, Finding, Model } from '#src/lint/rule.ts'
import { defineRule, numberIn, showNumber } from '#src/lint/rule.ts'

const back = (way: readonly string[], gain: number): string =>
  `a request to ${way[0]} comes back ${gain < 1.0005 ? 'once' : `${showNumber(gain)} times`} by ${way.join(' -> ')}`

const why = 'each of them sets off as many again, so the first one is never done'

export default defineRule({
  id: 'amplifying-cycle',
  category: 'capacity',
  severity: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a circle of calls sends back as many requests as it gets, or more',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    for (const found of facts.amplifyingCycles()) yield circle(found, model)
  },
})

function circle(found: AmplifyingCycle, model: Model): Finding {
  const { components, edges, factors, gain } = found
  const nameOf = (id: number): string => model.components[id]!.name
  const names = components.map(nameOf)
  const [first, ...others] = edges
  return {
    message: back([...names, names[0]!], gain),
    at: first!.at,
    subjects: [...names].sort(),
    edges: edges.map(({ id }) => id),
    related: others
      .slice(0, 9)
      .map(({ from, to, at }) => ({ message: `${nameOf(from)} calls ${nameOf(to)}`, at })),
    notes: [`${factors.map(factorText).join(' × ')} is ${factorText(gain)}`, why],
    help: remedy(found, model),
    witness: { cycle: names, gain },
  }
}

/** What is nearly 1 is not told as 1. */
function factorText(factor: number): string {
  const isNearly = factor !== 1 && Math.abs(factor - 1) < 0.005
  return showNumber(factor, isNearly ? 12 : 3)
}

/** The last call so rarely that half comes back. */
function remedy({ components, edges, gain }: AmplifyingCycle, model: Model): string {
  const last = edges.at(-1)!
  const name = ['calls', 'reads', 'writes'].find((one) => (numberIn(last.attributes, one) ?? 0) > 0)
  const written = name === undefined ? undefined : numberIn(last.attributes, name)
  const way = `${model.components[components.at(-1)!]!.name} ${last.arrow} ${model.components[components[0]!]!.name}`
  if (name === undefined || written === undefined)
    return `end it somewhere, or call less: ${way} { calls: 0.1 }`
  const calls = Number((written / gain / 2).toPrecision(1))
  return `end it somewhere, or call less often: ${way} { ${name}: ${calls} }`
}
