// Where attributes come from: the body itself, amendments, and the `every` of each scope around.

import type { Amend, Body, Every, Attribute as Written } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { builtinKind } from '#src/kinds/kinds.ts'
import { duplicateAttribute } from './attribute-messages.ts'
import type { Declarations, Placed } from './declarations.ts'
import type { Resolver } from './resolve.ts'
import type { Scope } from './scope.ts'

/** An attribute and the scope whose names its value may use. */
export interface Given {
  readonly attribute: Written
  readonly scope: Scope
}

/** So few items are compared with each other without a table. */
const few = 12

/** The attributes of a body; one that stands twice is reported and its first value counts. */
export function attributesOf(
  body: Body | undefined,
  report: (diagnostic: Diagnostic) => void,
): readonly Written[] {
  if (!body || body.items.length === 0) return none
  const found: Written[] = []
  const seen = body.items.length > few ? new Map<string, Written>() : undefined
  for (const item of body.items) {
    if (item.kind !== 'attribute') continue
    const { text } = item.name
    const earlier = seen ? seen.get(text) : found.find((one) => one.name.text === text)
    if (earlier) {
      report(duplicateAttribute(item, earlier))
      continue
    }
    seen?.set(text, item)
    found.push(item)
  }
  return found
}

const none: readonly Written[] = []

export function amendmentsByComponent(
  declarations: Declarations,
  resolver: Resolver,
): ReadonlyMap<number, readonly Placed<Declarations['amendments'][number]['statement']>[]> {
  const found = new Map<number, Declarations['amendments'][number][]>()
  for (const placed of declarations.amendments) {
    const id = resolver.component(placed.scope, placed.statement.target)
    if (id === undefined) continue
    const list = found.get(id)
    if (list) list.push(placed)
    else found.set(id, [placed])
  }
  return found
}

/** Attributes of one amending file are of one rank; an outer file's beat an inner one's. */
export function amendmentLayers(
  amendments: readonly Placed<Amend>[],
  report: (diagnostic: Diagnostic) => void,
): readonly (readonly Given[])[] {
  const layers: Given[][] = []
  for (const { statement, scope } of amendments) {
    const given = attributesOf(statement.body, report).map((attribute) => ({ attribute, scope }))
    layers[scope.instance.depth] = [...(layers[scope.instance.depth] ?? []), ...given]
  }
  return layers.filter((layer) => layer !== undefined)
}

/** The amendment, where all that it says is written already, by these names. */
export function asIdle(amend: Amend, written: ReadonlyMap<string, unknown>): Amend | undefined {
  const { items } = amend.body
  const isIdle = items.every((item) => item.kind === 'attribute' && written.has(item.name.text))
  return isIdle ? amend : undefined
}

/** What `every` gives to a kind, the nearest scope first, through importers. */
export function everyOfKind(
  scope: Scope,
  lineage: readonly string[],
): readonly (readonly Given[])[] {
  return everyLayers(scope, (every) => {
    const { of } = every
    if (of === undefined || !('text' in of)) return false
    return lineage.includes(builtinKind(of.text)?.name ?? of.text)
  })
}

export function everyOfArrow(scope: Scope, arrow: string): readonly (readonly Given[])[] {
  return everyLayers(scope, ({ of }) => of !== undefined && 'arrow' in of && of.arrow === arrow)
}

const noLayers: readonly (readonly Given[])[] = []

function everyLayers(
  scope: Scope,
  matches: (every: Every) => boolean,
): readonly (readonly Given[])[] {
  let layers: (readonly Given[])[] | undefined
  for (let at: Scope | undefined = scope; at; at = at.parent ?? at.instance.importer) {
    if (at.every.length === 0) continue
    const place = at
    const here = at.every.filter(matches)
    if (here.length === 0) continue
    layers ??= []
    layers.push(here.flatMap((every) => givenBy(every, place)))
  }
  return layers ?? noLayers
}

function givenBy(every: Every, scope: Scope): readonly Given[] {
  const items = every.body?.items ?? []
  return items.flatMap((item) => (item.kind === 'attribute' ? [{ attribute: item, scope }] : []))
}
