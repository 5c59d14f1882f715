// A file that is imported into several containers gives each finding once for each of them, at one place. Those
// that differ in nothing but the names of the instances become one that names these. This comes after
// suppression, so that an `ignore` speaks of one instance as of any component; what two instances are told
// to do, or what a fix would change, keeps them apart where it differs.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import type { Model } from '#src/model/model.ts'
import { severer } from './found.ts'
import { listed, named } from './words.ts'

const alsoIn = (message: string, instances: readonly string[]): string =>
  `${message}; the same in ${listed(instances.map(named))}`

/** The findings, each followed by none that says the same of another instance. */
export function unitedInstances(
  findings: readonly Diagnostic[],
  model: Model,
): readonly Diagnostic[] {
  const places = Map.groupBy(findings, ({ rule, at }) => `${rule}\n${placeOf(at)}`)
  if (places.size === findings.length) return findings
  const said = withoutInstances(model)
  return [...places.values()].flatMap((some) => {
    if (some.length === 1) return some
    const alike = Map.groupBy(distinct(some, itself), (one) => likeness(one, said))
    return [...alike.values()].map((group) =>
      group.length === 1 ? group[0]! : united(group, said),
    )
  })
}

/** A text with the place of its declaration for each name that several instances of one have. */
type Said = (text: string) => string

function withoutInstances({ components, flows }: Model): Said {
  const declared = Map.groupBy([...components, ...flows], ({ at }) => placeOf(at))
  const known = new Map<string, string>()
  for (const [place, some] of declared) {
    if (some.length > 1) for (const { name } of some) known.set(name, `\u0000${place}\u0000`)
  }
  const words = (text: string): string =>
    text.replace(/[\p{L}\p{M}_][\p{L}\p{M}\p{N}_.-]*/gu, (word) => known.get(word) ?? word)
  return (text) =>
    text
      .split(/("[^"]*")/)
      .map((part) => known.get(part.replace(/^"(.*)"$/, '$1')) ?? words(part))
      .join('')
}

function placeOf({ source, start, end }: Span): string {
  return `${source.path}:${start}-${end}`
}

function likeness({ message, help, fix, suppressed }: Diagnostic, said: Said): string {
  const edits = fix?.edits.map(({ at, text }) => [placeOf(at), text])
  return JSON.stringify([said(message), help && said(help), fix?.safe, edits, suppressed?.reason])
}

/** Where two have all of this, one says what the other does. */
function itself({ message, subjects, suppressed }: Diagnostic): string {
  return JSON.stringify([message, subjects, suppressed?.reason])
}

function united(group: readonly Diagnostic[], said: Said): Diagnostic {
  const [first, ...others] = group
  const { message, identity, witness, ...rest } = first!
  const isSame = others.every((one) => one.message === message)
  const flows = distinct(group.flatMap((one) => textsIn(one.witness?.flows)))
  const instances = group.map((one) => ({ subjects: one.subjects, ...(one.witness ?? {}) }))
  return {
    ...rest,
    message: isSame ? message : alsoIn(message, instanceNames(group).slice(1)),
    severity: group.map(({ severity }) => severity).reduce(severer),
    subjects: distinct(group.flatMap(({ subjects }) => subjects)),
    ...(identity === undefined
      ? {}
      : { identity: distinct(group.flatMap((one) => one.identity ?? one.subjects)) }),
    notes: distinct(
      group.flatMap(({ notes }) => notes),
      said,
    ),
    related: distinct(
      group.flatMap(({ related }) => related),
      (one) => `${placeOf(one.at)} ${said(one.message)}`,
    ),
    witness: { ...witness, ...(flows.length > 0 ? { flows } : {}), instances },
    instances: group,
  }
}

/** The first of each likeness, in order. */
function distinct<T>(
  all: readonly T[],
  likenessOf: (one: T) => unknown = (one) => one,
): readonly T[] {
  return [...Map.groupBy(all, likenessOf).values()].map(([first]) => first!)
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** Of each finding the container that tells it from the others, by its first subject that does; else that. */
function instanceNames(group: readonly Diagnostic[]): readonly string[] {
  const [first] = group
  const at = first!.subjects.findIndex((name, index) =>
    group.some(({ subjects }) => subjects[index] !== name),
  )
  const names = group.map(({ subjects }) => (subjects[at] ?? subjects[0] ?? '').split('.'))
  let shared = 0
  while (isShared(names, shared + 1)) shared++
  return names.map((parts) => parts.slice(0, parts.length - shared).join('.'))
}

/** Whether all end in the same so many parts, with something in front of these. */
function isShared(names: readonly (readonly string[])[], parts: number): boolean {
  const [first] = names
  return names.every((one) => one.length > parts && one.at(-parts) === first!.at(-parts))
}
