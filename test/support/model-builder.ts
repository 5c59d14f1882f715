// Builds small models of values, for tests of the stages below the model that need no text.
// Components are named by full dotted names; containers come before what they hold.

import { sourceText } from '#grammar/source.ts'
import type { BuiltinKind } from '#src/kinds/kind.ts'
import { kindOf } from '#src/kinds/kinds.ts'
import type { Attribute, Component, Edge, Group, Model } from '#src/model/model.ts'

export interface ComponentRow {
  readonly kind: BuiltinKind
  readonly name: string
  readonly label?: string
  readonly copies?: number
  readonly zones?: readonly string[]
  readonly texts?: Readonly<Record<string, string>>
}

export type EdgeRow = readonly [from: string, arrow: Edge['arrow'], to: string, label?: string]

const source = sourceText('built.arch', '')
const at = { source, start: 0, end: 0 }

export function buildModel(
  components: readonly ComponentRow[],
  edges: readonly EdgeRow[] = [],
  title?: string,
): Model {
  const idOf = new Map(components.map(({ name }, id) => [name, id]))
  const id = (name: string) => {
    const found = idOf.get(name)
    if (found === undefined) throw new Error(`no component ${name}`)
    return found
  }
  const parentOf = (name: string) =>
    name.includes('.') ? id(name.slice(0, name.lastIndexOf('.'))) : -1
  const childrenOf = Map.groupBy(components, ({ name }) => parentOf(name))
  const built = components.map(
    (row, index): Component => ({
      id: index,
      name: row.name,
      label: row.label,
      kind: row.kind,
      lineage: [row.kind],
      builtin: row.kind,
      role: kindOf(row.kind).role,
      parent: parentOf(row.name),
      children: (childrenOf.get(index) ?? []).map(({ name }) => id(name)),
      attributes: new Map(
        Object.entries(row.texts ?? {}).map(([name, text]): [string, Attribute] => [
          name,
          { name, value: { kind: 'text', text }, written: true, at },
        ]),
      ),
      copies: row.copies ?? 1,
      managed: false,
      zones: (row.zones ?? []).map(id),
      at,
      span: at,
      own: true,
    }),
  )
  return {
    source,
    files: [source],
    ...(title === undefined ? {} : { title }),
    components: built,
    edges: edges.map(
      ([from, arrow, to, label], edge): Edge => ({
        id: edge,
        from: id(from),
        to: id(to),
        arrow,
        label,
        group: edge,
        attributes: new Map(),
        implicit: false,
        at,
        own: true,
      }),
    ),
    groups: edges.map(
      ([from, arrow], edge): Group => ({
        id: edge,
        from: id(from),
        arrow,
        needed: 'all',
        edges: [edge],
        at,
      }),
    ),
    flows: [],
    requirements: [],
    policies: [],
    scenarios: [],
    views: [],
    ignores: [],
    complete: true,
  }
}
