// A load balancer or gateway that runs once: what it spreads over has copies, and it has none itself.
// It speaks only where the loss stops a flow, so that two of them behind a dns are silent.

import type { Component, SinglePoint } from '#src/lint/rule.ts'
import {
  declarationWith,
  defineRule,
  flowNames,
  isCritical,
  named,
  secondCopy,
} from '#src/lint/rule.ts'

const oneCopy = (name: string, flows: readonly string[]): string =>
  `${named(name)} has one copy, and losing it stops ${flowNames(flows)}`

const why = (what: Component): string =>
  `the copies behind a ${what.builtin === 'lb' ? 'load balancer' : 'gateway'} cannot be reached while it is down`

export default defineRule({
  id: 'single-load-balancer',
  category: 'availability',
  severity: 'warning',
  raised: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a load balancer or gateway with one copy stands before a flow',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    if (facts.copiesUnwritten) return
    for (const { component, flows } of facts.singlePoints().filter(isLoneEntrance)) {
      const names = flows.map(({ name }) => name)
      yield {
        message: oneCopy(component.name, names),
        at: component.at,
        subjects: [component.name],
        notes: [why(component)],
        help: `run a second, and let the dns name both: ${declarationWith(component, secondCopy(component))}`,
        witness: { flows: names, cutSets: [[component.name]], copies: 1 },
        raised: isCritical(component, model, facts),
      }
    }
  },
})

function isLoneEntrance({ component }: SinglePoint): boolean {
  return (component.builtin === 'lb' || component.builtin === 'gateway') && component.copies === 1
}
