// A source of truth that nobody could restore: `backup: none` is written, or nothing is while another of its
// kind has a backup. A copy by `=>` in a blob, or of its own kind in another place, stands in for one.

import {
  type Component,
  componentsMissing,
  declarationWith,
  defineRule,
  type Facts,
  isCritical,
  type Model,
  named,
  saysNone,
} from '#src/lint/rule.ts'

const noBackup = (name: string): string => `${named(name)} has no backup`

const saysSo = 'its backup is none'

const othersSay = (kind: string): string =>
  `another ${kind} says how it is backed up, and this one says nothing`

const copiesFollow =
  'it is the source of what is written to it; copies that follow it follow a mistaken delete as well'

export default defineRule({
  id: 'missing-backup',
  category: 'data',
  severity: 'warning',
  raised: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a store that holds the truth has no backup',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    const missing = new Set(componentsMissing(model, 'backup'))
    for (const store of model.components) {
      const isNone = saysNone(store.attributes, 'backup')
      if (!isNone && !missing.has(store)) continue
      if (!facts.isSourceOfTruth(store.id) || isKeptElsewhere(store, model, facts)) continue
      yield {
        message: noBackup(store.name),
        at: store.at,
        subjects: [store.name],
        notes: [isNone ? saysSo : othersSay(store.builtin), copiesFollow],
        help: `say how often it is backed up: ${declarationWith(store, { backup: '1d' })}`,
        witness: { backup: isNone ? 'none' : null },
        raised: isNone && isCritical(store, model, facts),
      }
    }
  },
})

/** By who runs it, where it is a managed blob; or by `=>`. */
function isKeptElsewhere({ id, builtin, managed }: Component, model: Model, facts: Facts): boolean {
  if (builtin === 'blob' && managed) return true
  return facts.copiedFrom(id).some((copy) => {
    const kind = model.components[copy]!.builtin
    return kind === 'blob' || (kind === builtin && facts.lieApart(id, copy))
  })
}
