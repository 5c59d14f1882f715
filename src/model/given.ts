// Where attributes come from: the body itself, amendments, and the `every` of each scope around.

import type { Body, Every, Attribute as Written } from '#grammar/ast.ts'
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

/** The attributes of a body; one that stands twice is reported and its first value counts. */
export function attributesOf(
  body: Body | undefined,
  report: (diagnostic: Diagnostic) => void,
): readonly Written[] {
  if (!body || body.items.length === 0) return []
  const seen = new Map<string, Written>()
  for (const item of body.items) {
    if (item.kind !== 'attribute') continue
    const earlier = seen.get(item.name.text)
    if (earlier) report(duplicateAttribute(item, earlier))
    else seen.set(item.name.text, item)
  }
  return [...seen.values()]
}

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

/** The matching `every` of each scope from the nearest outward, through importers. */
export function everyLayers(scope: Scope, matches: (every: Every) => boolean): Given[][] {
  const layers: Given[][] = []
  for (let at: Scope | undefined = scope; at; at = at.parent ?? at.instance.importer) {
    const here = at.every.filter(matches)
    if (here.length === 0) continue
    const place = at
    layers.push(
      here.flatMap((every) =>
        (every.body?.items ?? []).flatMap((item) =>
          item.kind === 'attribute' ? [{ attribute: item, scope: place }] : [],
        ),
      ),
    )
  }
  return layers
}

export function matchesKind(every: Every, lineage: readonly string[]): boolean {
  return (
    every.of !== undefined &&
    'text' in every.of &&
    lineage.includes(builtinKind(every.of.text)?.name ?? every.of.text)
  )
}

export function matchesArrow(every: Every, arrow: string): boolean {
  return every.of !== undefined && 'arrow' in every.of && every.of.arrow === arrow
}
