// A load balancer that is there twice, or managed, and hands everything to one copy: it balances nothing.
// Targets that have a rule of their own for one copy (another balancer, a source of truth) are theirs.

import type { Component, Facts, Model } from '#src/lint/rule.ts'
import {
  counted,
  declarationWith,
  defineRule,
  named,
  secondCopy,
  withAttributes,
} from '#src/lint/rule.ts'

const allInOne = (lb: string, target: string): string =>
  `everything behind ${named(lb)} is the one copy of ${named(target)}`

const why = (lb: Component): string =>
  lb.managed
    ? `${named(lb.name)} is managed, and there is nothing behind it to choose from`
    : `${named(lb.name)} has ${counted(lb.copies, 'copy', 'copies')}, and nothing behind it to choose from`

export default defineRule({
  id: 'lb-single-target',
  category: 'availability',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'all that a load balancer spreads over is one copy of one component',
  fixes: 'unsafe',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    if (facts.copiesUnwritten) return
    for (const lb of model.components) {
      if (lb.builtin !== 'lb' || (!lb.managed && lb.copies < 2)) continue
      const target = loneTarget(lb, model, facts)
      if (!target) continue
      yield {
        message: allInOne(lb.name, target.name),
        at: target.at,
        subjects: [target.name],
        related: [{ message: 'the load balancer', at: lb.at }],
        notes: [why(lb)],
        help: `run a second copy: ${declarationWith(target, secondCopy(target))}`,
        fix: withAttributes(target, secondCopy(target)),
        witness: { path: [lb.name, target.name], copies: 1 },
      }
    }
  },
})

function loneTarget(lb: Component, model: Model, facts: Facts): Component | undefined {
  const calls = facts.edgesOf(lb.id).filter(({ edge }) => edge.arrow === '->')
  const targets = new Set(calls.map(({ to }) => model.components[to]!).filter(takesRequests))
  const [target] = targets
  if (targets.size !== 1 || !target || target.copies !== 1 || target.managed) return undefined
  const hasOwnRule = ['lb', 'gateway'].includes(target.builtin) || facts.isSourceOfTruth(target.id)
  return hasOwnRule ? undefined : target
}

function takesRequests({ builtin }: Component): boolean {
  return builtin !== 'monitor' && builtin !== 'client'
}
