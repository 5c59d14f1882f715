// Who gives an attribute: a component's own body beats amendments, these beat the nearest `every`, that
// beats the kind. Two of one rank on one attribute are an error, told once. Values are read once per
// place in the text and shared, save those that name components, which are resolved where they are used.

import type { Body, Attribute as Written } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { edgeAttributes } from '#src/kinds/attributes.ts'
import type { AttributeTable, AttributeType } from '#src/kinds/types.ts'
import { conflictingDefaults, unknownAttribute, wrongKind } from './attribute-messages.ts'
import type { Declarations, Draft } from './declarations.ts'
import {
  amendmentsByComponent,
  attributesOf,
  everyLayers,
  type Given,
  matchesArrow,
  matchesKind,
} from './given.ts'
import type { Attribute, Attributes, Value } from './model.ts'
import type { Resolver } from './resolve.ts'
import type { Scope } from './scope.ts'
import { namesComponents, readValue } from './values.ts'

export const noAttributes: Attributes = new Map()

export interface AttributeReader {
  /** The attributes of a body that has no defaults beside it: a flow, a scenario, a view. */
  ofBody(body: Body | undefined, table: AttributeTable, scope: Scope, what: string): Attributes
  ofComponent(draft: Draft): Attributes
  /** Bodies of one edge, nearest first, then `every` of its arrow. */
  ofEdge(bodies: readonly (Body | undefined)[], arrow: string, scope: Scope): Attributes
  /** Bodies of a flow's edge alone, without defaults. */
  ofFlowEdge(bodies: readonly (Body | undefined)[], scope: Scope): Attributes
  /** What a scenario changes on a component. */
  ofAmendment(body: Body, draft: Draft, scope: Scope): Attributes
  /** Judges the defaults of an `every` or a kind, whether or not anything takes them. */
  judge(body: Body | undefined, table: AttributeTable, what: string): void
}

export function attributeReader(
  declarations: Declarations,
  resolver: Resolver,
  report: (diagnostic: Diagnostic) => void,
): AttributeReader {
  const { drafts } = declarations
  const shared = new Map<Written, Map<AttributeType, Attribute | undefined>>()
  const told = new Set<string>()
  const amendments = amendmentsByComponent(declarations, resolver)

  /** Reports a mistake once per place, however many components meet it. */
  const once = (diagnostic: Diagnostic): void => {
    const { at } = diagnostic
    const key = `${diagnostic.rule} ${at.source.path} ${at.start} ${at.end}`
    if (told.has(key)) return
    told.add(key)
    report(diagnostic)
  }

  /** `places`: scopes in which a name is looked up, in turn. */
  const readOne = (
    attribute: Written,
    table: AttributeTable,
    places: readonly Scope[],
    what: string | undefined,
  ): Attribute | undefined => {
    const type = Object.hasOwn(table, attribute.name.text) ? table[attribute.name.text] : undefined
    if (!type) {
      if (what !== undefined) once(unknownAttribute(attribute, what, Object.keys(table)))
      return undefined
    }
    let known = shared.get(attribute)
    if (!known) {
      known = new Map()
      shared.set(attribute, known)
    }
    if (known.has(type)) return known.get(type)
    const value = readValue({
      attribute,
      type,
      resolve: (name, kinds) => resolveIn(places, name, kinds, attribute),
      report: once,
    })
    const read = value && asAttribute(attribute, value)
    if (!namesComponents(type)) known.set(type, read)
    return read
  }

  const resolveIn = (
    places: readonly Scope[],
    name: { text: string; span: Written['span'] },
    kinds: readonly string[],
    attribute: Written,
  ): number | undefined => {
    for (const place of places.slice(0, -1)) {
      const id = resolver.quietly(place, name)
      if (id !== undefined) return rightKind(id, name, kinds, attribute)
    }
    const id = resolver.component(places.at(-1)!, name, kinds[0])
    return id === undefined ? undefined : rightKind(id, name, kinds, attribute)
  }

  const rightKind = (
    id: number,
    name: { text: string; span: Written['span'] },
    kinds: readonly string[],
    attribute: Written,
  ): number | undefined => {
    const draft = drafts[id]!
    if (kinds.length === 0 || !draft.kindKnown || kinds.includes(draft.kind.builtin.name)) return id
    once(wrongKind(attribute, name, draft, kinds))
    return undefined
  }

  const ofBody: AttributeReader['ofBody'] = (body, table, scope, what) => {
    const read = new Map<string, Attribute>()
    for (const attribute of attributesOf(body, once)) {
      const one = readOne(attribute, table, [scope], what)
      if (one) read.set(one.name, one)
    }
    return read.size === 0 ? noAttributes : read
  }

  const merge = (
    layers: readonly (readonly Given[])[],
    table: AttributeTable,
    home: Scope,
    what: string | undefined,
  ): Attributes => {
    let read: Map<string, Attribute> | undefined
    for (const given of layers) {
      const here = new Map<string, Written>()
      for (const { attribute, scope } of given) {
        const name = attribute.name.text
        const rival = here.get(name)
        if (rival) {
          once(conflictingDefaults(attribute, rival))
          continue
        }
        here.set(name, attribute)
        if (read?.has(name)) continue
        const places = scope === home ? [home] : [home, scope]
        const one = readOne(attribute, table, places, what)
        if (!one) continue
        read ??= new Map()
        read.set(name, one)
      }
    }
    return read ?? noAttributes
  }

  return {
    ofBody,
    judge(body, table, what) {
      for (const attribute of attributesOf(body, once)) {
        const type = table[attribute.name.text]
        if (!type || !namesComponents(type)) readOne(attribute, table, [declarations.root], what)
      }
    },
    ofComponent(draft) {
      const { kind, scope } = draft
      const own = attributesOf(draft.declaration?.body, once)
      const layers: Given[][] = [
        own.map((attribute) => ({ attribute, scope: draft.inner ?? scope })),
      ]
      const amended = amendments.get(draft.id)
      for (const { statement, scope: at } of amended ?? []) {
        // Attributes of one amending file are of one rank; an outer file's beats an inner one's.
        const given = attributesOf(statement.body, once).map((attribute) => ({
          attribute,
          scope: at,
        }))
        const { depth } = at.instance
        const rank = 1 + depth
        layers[rank] = [...(layers[rank] ?? []), ...given]
      }
      const defaults = everyLayers(scope, (every) => matchesKind(every, kind.lineage))
      if (own.length === 0 && !amended && defaults.length === 0 && kind.defaults.size === 0) {
        return noAttributes
      }
      const filled = Array.from(layers, (layer) => layer ?? [])
      filled.push(...defaults)
      filled.push([...kind.defaults.values()].map((attribute) => ({ attribute, scope })))
      const strict = draft.kindKnown ? kind.name : undefined
      const read = merge(filled, kind.builtin.attributes, draft.inner ?? scope, strict)
      return withoutSelf(read, draft.id)
    },
    ofEdge(bodies, arrow, scope) {
      const layers = bodies.map((body) =>
        attributesOf(body, once).map((attribute) => ({ attribute, scope })),
      )
      layers.push(...everyLayers(scope, (every) => matchesArrow(every, arrow)))
      return merge(layers, edgeAttributes, scope, 'edge')
    },
    ofFlowEdge(bodies, scope) {
      const layers = bodies.map((body) =>
        attributesOf(body, once).map((attribute) => ({ attribute, scope })),
      )
      return merge(layers, edgeAttributes, scope, 'edge')
    },
    ofAmendment(body, draft, scope) {
      const given = attributesOf(body, once).map((attribute) => ({ attribute, scope }))
      const what = draft.kindKnown ? draft.kind.name : undefined
      return merge([given], draft.kind.builtin.attributes, draft.scope, what)
    },
  }
}

function asAttribute(attribute: Written, value: Value): Attribute {
  const { path } = attribute.span.source
  return {
    name: attribute.name.text,
    value,
    written: !path.startsWith('std/'),
    at: attribute.span,
  }
}

/** A default such as `every queue { dlq: dead }` means the others where it meets `dead` itself. */
function withoutSelf(attributes: Attributes, id: number): Attributes {
  const isSelf = (one: Attribute) => one.value.kind === 'component' && one.value.component === id
  const selves = [...attributes.values()].filter(isSelf)
  if (selves.length === 0) return attributes
  return new Map([...attributes].filter(([, one]) => !isSelf(one)))
}
