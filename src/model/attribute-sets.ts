// Who gives an attribute: an amendment of an importing file beats the component's own body, that beats
// amendments in its own file, these the nearest `every`, that the kind. Two of one rank on one attribute are an error, told once. Values are read once per
// place in the text and shared, save those that name components, which are resolved where they are used.

import type { Amend, Body, Attribute as Written } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { edgeAttributes } from '#src/kinds/attributes.ts'
import type { AttributeTable, AttributeType } from '#src/kinds/types.ts'
import {
  amendmentWithoutEffect,
  conflictingDefaults,
  unknownAttribute,
  wrongKind,
} from './attribute-messages.ts'
import type { Declarations, Draft, Placed } from './declarations.ts'
import {
  amendmentLayers,
  amendmentsByComponent,
  asIdle,
  attributesOf,
  everyOfArrow,
  everyOfKind,
  type Given,
} from './given.ts'
import type { Attribute, Attributes, Value } from './model.ts'
import type { Resolver } from './resolve.ts'
import type { Scope } from './scope.ts'
import { namesComponents, type ReadingContext, readValue } from './values.ts'

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
  const shared = new Map<
    Written,
    { readonly type: AttributeType; readonly read: Attribute | undefined }
  >()
  const told = new Set<string>()
  const unknown = new Set<Written>()
  const amendments = amendmentsByComponent(declarations, resolver)

  /** Reports a mistake once per place, however many components meet it. */
  const once = (diagnostic: Diagnostic): void => {
    const { at } = diagnostic
    const key = `${diagnostic.rule} ${at.source.path} ${at.start} ${at.end}`
    if (told.has(key)) return
    told.add(key)
    report(diagnostic)
  }

  const context: ReadingContext = {
    report: once,
    resolve({ attribute, home, scope }, name, kinds) {
      const quietly = home === scope ? undefined : resolver.quietly(home, name)
      const id = quietly ?? resolver.component(scope, name, kinds)
      if (id === undefined) return undefined
      const draft = drafts[id]!
      const fits = kinds.length === 0 || !draft.kindKnown || kinds.includes(draft.kind.builtin.name)
      if (fits) return id
      once(wrongKind(attribute, name, draft, kinds))
      return undefined
    },
  }

  const typeIn = (table: AttributeTable, name: string): AttributeType | undefined =>
    Object.hasOwn(table, name) ? table[name] : undefined

  /** `what` is undefined where nothing is known of the kind: what it lacks is then no mistake. */
  const readOne = (
    attribute: Written,
    table: AttributeTable,
    home: Scope,
    scope: Scope,
    what: string | undefined,
  ): Attribute | undefined => {
    const type = typeIn(table, attribute.name.text)
    if (type) {
      const value = readValue({ attribute, type, home, scope, context })
      return value && asAttribute(attribute, value)
    }
    if (what !== undefined && !unknown.has(attribute)) {
      unknown.add(attribute)
      report(unknownAttribute(attribute, what, Object.keys(table)))
    }
    return undefined
  }

  /** A default's value is the same for all that take it, unless it names components. */
  const readShared: typeof readOne = (attribute, table, home, scope, what) => {
    const type = typeIn(table, attribute.name.text)
    if (!type || namesComponents(type)) return readOne(attribute, table, home, scope, what)
    const known = shared.get(attribute)
    if (known?.type === type) return known.read
    const read = readOne(attribute, table, home, scope, what)
    shared.set(attribute, { type, read })
    return read
  }

  const addBody = (
    into: Map<string, Attribute> | undefined,
    body: Body | undefined,
    table: AttributeTable,
    scope: Scope,
    what: string | undefined,
  ): Map<string, Attribute> | undefined => {
    for (const attribute of attributesOf(body, once)) {
      if (into?.has(attribute.name.text)) continue
      const one = readOne(attribute, table, scope, scope, what)
      if (!one) continue
      into ??= new Map()
      into.set(one.name, one)
    }
    return into
  }

  const addLayers = (
    into: Map<string, Attribute> | undefined,
    layers: Iterable<readonly Given[]>,
    table: AttributeTable,
    home: Scope,
    what: string | undefined,
  ): Map<string, Attribute> | undefined => {
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
        if (into?.has(name)) continue
        const one = readShared(attribute, table, home, scope, what)
        if (!one) continue
        into ??= new Map()
        into.set(name, one)
      }
    }
    return into
  }

  const reportOverruled = (inner: readonly Placed<Amend>[], own: Body | undefined): void => {
    const written = new Map(attributesOf(own, once).map((one) => [one.name.text, one.name.span]))
    for (const { statement } of inner) {
      for (const attribute of attributesOf(statement.body, once)) {
        const at = written.get(attribute.name.text)
        if (at) once(amendmentWithoutEffect(attribute, at, asIdle(statement, written)))
      }
    }
  }

  const ofEdgeBodies = (bodies: readonly (Body | undefined)[], scope: Scope) => {
    let read: Map<string, Attribute> | undefined
    for (const body of bodies) read = addBody(read, body, edgeAttributes, scope, 'edge')
    return read
  }

  return {
    ofBody: (body, table, scope, what) =>
      addBody(undefined, body, table, scope, what) ?? noAttributes,
    judge(body, table, what) {
      for (const attribute of attributesOf(body, once)) {
        const type = typeIn(table, attribute.name.text)
        const { root } = declarations
        if (!type || !namesComponents(type)) readShared(attribute, table, root, root, what)
      }
    },
    ofComponent(draft) {
      const { kind, scope } = draft
      const home = draft.inner ?? scope
      const table = kind.builtin.attributes
      const what = draft.kindKnown ? kind.name : undefined
      const amended = amendments.get(draft.id)
      // A file that imports a component may change what it says; its own file may only add to it.
      const [outer, inner] = amended ? apart(amended, scope.instance.depth) : [none, none]
      let read = addLayers(undefined, amendmentLayers(outer, once), table, home, what)
      read = addBody(read, draft.declaration?.body, table, home, what)
      if (inner.length > 0) {
        reportOverruled(inner, draft.declaration?.body)
        read = addLayers(read, amendmentLayers(inner, once), table, home, what)
      }
      read = addLayers(read, everyOfKind(scope, kind.lineage), table, home, what)
      if (kind.defaults.size > 0) {
        const given = [...kind.defaults.values()].map((attribute) => ({ attribute, scope }))
        read = addLayers(read, [given], table, home, what)
      }
      return read ? withoutSelf(read, draft.id) : noAttributes
    },
    ofEdge(bodies, arrow, scope) {
      const read = ofEdgeBodies(bodies, scope)
      return (
        addLayers(read, everyOfArrow(scope, arrow), edgeAttributes, scope, 'edge') ?? noAttributes
      )
    },
    ofFlowEdge: (bodies, scope) => ofEdgeBodies(bodies, scope) ?? noAttributes,
    ofAmendment(body, draft, scope) {
      const given = attributesOf(body, once).map((attribute) => ({ attribute, scope }))
      const what = draft.kindKnown ? draft.kind.name : undefined
      const table = draft.kind.builtin.attributes
      return addLayers(undefined, [given], table, draft.scope, what) ?? noAttributes
    },
  }
}

const none: readonly Placed<Amend>[] = []

/** Amendments of files that import the component's file, and those of its own. */
function apart(
  amendments: readonly Placed<Amend>[],
  depth: number,
): readonly [readonly Placed<Amend>[], readonly Placed<Amend>[]] {
  const isOuter = ({ scope }: Placed<Amend>) => scope.instance.depth < depth
  return [amendments.filter(isOuter), amendments.filter((one) => !isOuter(one))]
}

function asAttribute(attribute: Written, value: Value): Attribute {
  return {
    name: attribute.name.text,
    value,
    written: !attribute.span.source.isLibrary,
    at: attribute.span,
  }
}

/** A default such as `every queue { dlq: dead }` means the others where it meets `dead` itself. */
function withoutSelf(attributes: Map<string, Attribute>, id: number): Attributes {
  for (const [name, { value }] of attributes) {
    if (value.kind === 'component' && value.component === id) attributes.delete(name)
  }
  return attributes
}
