// A source of truth with one copy: when it is lost, nothing else has what was written to it. Copies by
// `=>` to its own kind count as copies; a backup does not, since it serves nobody meanwhile.

import type { Component, Facts, Model } from '#src/lint/rule.ts'
import {
  declarationWith,
  defineRule,
  flowNames,
  isCritical,
  isWritten,
  named,
  secondCopy,
  withAttributes,
} from '#src/lint/rule.ts'

const oneCopy = (name: string): string =>
  `${named(name)} has one copy, and no other takes its place`

const stops = (flows: readonly string[]): string => `losing it stops ${flowNames(flows)}`

const byDefault = 'it runs as one copy, because nothing says otherwise'

export default defineRule({
  id: 'unreplicated-database',
  category: 'availability',
  severity: 'warning',
  raised: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a store that holds the truth has one copy',
  fixes: 'unsafe',
  options: {},
  yieldsTo: ['unreplicated-shard', 'quorum-unsafe'],
  *check({ model, facts }) {
    if (facts.copiesUnwritten) return
    const broken = new Map(
      facts.singlePoints().map(({ component, flows }) => [component.id, flows]),
    )
    for (const component of model.components) {
      if (!isLoneTruth(component, model, facts)) continue
      if (!broken.has(component.id) && isOneOfSeveral(component, model, facts)) continue
      const flows = (broken.get(component.id) ?? []).map(({ name }) => name)
      yield {
        message: oneCopy(component.name),
        at: component.at,
        subjects: [component.name],
        notes: [
          ...(saysCopies(component) ? [] : [byDefault]),
          flows.length > 0 ? stops(flows) : 'nobody can read or write it while that copy is down',
        ],
        help: `keep a second copy that takes over: ${declarationWith(component, secondCopy(component))}`,
        fix: withAttributes(component, secondCopy(component)),
        witness: { flows, copies: 1 },
        raised: isCritical(component, model, facts),
      }
    }
  },
})

function saysCopies({ attributes }: Component): boolean {
  return isWritten(attributes, 'replicas') || isWritten(attributes, 'autoscale')
}

function isLoneTruth(component: Component, model: Model, facts: Facts): boolean {
  const { id, builtin, copies, managed } = component
  if (copies !== 1 || managed || !facts.isSourceOfTruth(id)) return false
  return !facts.copiesTo(id).some((copy) => model.components[copy]!.builtin === builtin)
}

/** Whether all that is written to it is written to others of its kind too, of which one may be lost: `2 of (a, b, c)`. */
function isOneOfSeveral({ id, builtin }: Component, model: Model, facts: Facts): boolean {
  const groups = facts
    .edgesInto(id)
    .filter(
      ({ edge, from }) => edge.arrow !== '=>' && model.components[from]!.builtin !== 'monitor',
    )
    .map(({ edge }) => model.groups[edge.group]!)
  return groups.every(({ needed, edges }) => {
    const alike = edges.filter(
      (edge) => model.components[model.edges[edge]!.to]!.builtin === builtin,
    )
    return needed !== 'all' && needed > 1 && needed < edges.length && alike.length === edges.length
  })
}
