// A source of truth with one copy: when it is lost, nothing else has what was written to it. Copies by
// `=>` to its own kind count as copies; a backup does not, since it serves nobody meanwhile.

import type { Component, Facts, Model } from '#src/lint/rule.ts'
import {
  declarationWith,
  defineRule,
  flowNames,
  isCritical,
  named,
  secondCopy,
} from '#src/lint/rule.ts'

const oneCopy = (name: string): string =>
  `${named(name)} has one copy, and no other takes its place`

const stops = (flows: readonly string[]): string => `losing it stops ${flowNames(flows)}`

export default defineRule({
  id: 'unreplicated-database',
  category: 'availability',
  severity: 'warning',
  raised: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a store that holds the truth has one copy',
  options: {},
  yieldsTo: ['unreplicated-shard', 'quorum-unsafe'],
  *check({ model, facts }) {
    if (facts.copiesUnwritten) return
    const broken = new Map(
      facts.singlePoints().map(({ component, flows }) => [component.id, flows]),
    )
    for (const component of model.components) {
      if (!isLoneTruth(component, model, facts)) continue
      const flows = (broken.get(component.id) ?? []).map(({ name }) => name)
      yield {
        message: oneCopy(component.name),
        at: component.at,
        subjects: [component.name],
        notes:
          flows.length > 0
            ? [stops(flows)]
            : ['nobody can read or write it while that copy is down'],
        help: `keep a second copy that takes over: ${declarationWith(component, secondCopy(component))}`,
        witness: { flows, copies: 1 },
        raised: isCritical(component, model, facts),
      }
    }
  },
})

function isLoneTruth(component: Component, model: Model, facts: Facts): boolean {
  const { id, builtin, copies, managed } = component
  if (copies !== 1 || managed || !facts.isSourceOfTruth(id)) return false
  return !facts.copiesTo(id).some((copy) => model.components[copy]!.builtin === builtin)
}
