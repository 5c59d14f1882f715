// Drafts → components: attributes read, and what is drawn made plain: how many copies there are, whether
// somebody else runs them, and the zones that they are dealt to.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import { noZones } from './attribute-messages.ts'
import type { AttributeReader } from './attribute-sets.ts'
import { numberIn, wordIn } from './attributes.ts'
import type { Draft } from './declarations.ts'
import type { Attributes, Component } from './model.ts'

export function linkComponents(
  drafts: readonly Draft[],
  attributes: AttributeReader,
  report: (diagnostic: Diagnostic) => void,
): readonly Component[] {
  const zones = zonesByContainer(
    drafts.map(({ id, parent, kind }) => ({ id, parent, builtin: kind.builtin.name })),
  )
  const told = new Set<Span>()
  const reportOnce = (at: Span) => {
    if (!told.has(at)) report(noZones(at))
    told.add(at)
  }
  return drafts.map((draft) => {
    const own = attributes.ofComponent(draft)
    return {
      id: draft.id,
      name: draft.name,
      label: draft.label,
      kind: draft.kind.name,
      lineage: draft.kind.lineage,
      builtin: draft.kind.builtin.name,
      role: draft.kind.builtin.role,
      parent: draft.parent,
      children: draft.children,
      attributes: own,
      copies: copiesOf(own),
      managed: isManaged(own, draft.kind.builtin.managed),
      zones: zonesOf(own, draft.parent, drafts, zones) ?? none(own, reportOnce),
      at: draft.at,
      span: draft.span,
      own: draft.own,
    }
  })
}

/** `zones: all` where there are none. */
function none(attributes: Attributes, report: (at: Span) => void): readonly number[] {
  const attribute = attributes.get('zones')
  if (attribute) report(attribute.at)
  return []
}

/** `replicas`, else the lower end of `autoscale`, at least one. */
export function copiesOf(attributes: Attributes): number {
  const replicas = numberIn(attributes, 'replicas')
  if (replicas !== undefined) return replicas
  const range = attributes.get('autoscale')?.value
  return range?.kind === 'range' ? Math.max(1, range.low) : 1
}

/** `byKind`: whether the built-in kind is managed unless it says otherwise. */
export function isManaged(attributes: Attributes, byKind: boolean): boolean {
  const written = wordIn(attributes, 'managed')
  return written === undefined ? byKind : written === 'yes'
}

/** Of `all` those of the nearest container around that has some; undefined where none has. */
export function zonesOf(
  attributes: Attributes,
  parent: number,
  components: readonly { readonly parent: number }[],
  zones: ReadonlyMap<number, readonly number[]>,
): readonly number[] | undefined {
  const attribute = attributes.get('zones')
  if (!attribute) return []
  const { value } = attribute
  if (value.kind === 'list') {
    return value.values.flatMap((one) => (one.kind === 'component' ? [one.component] : []))
  }
  for (let at = parent; ; at = components[at]!.parent) {
    const found = zones.get(at)
    if (found) return found
    if (at < 0) return undefined
  }
}

/** Zones inside each container (and, under -1, the file), in the order written. */
export function zonesByContainer(
  components: readonly Pick<Component, 'id' | 'parent' | 'builtin'>[],
): ReadonlyMap<number, readonly number[]> {
  const zones = new Map<number, number[]>()
  for (const { id, parent, builtin } of components) {
    if (builtin !== 'zone') continue
    for (let at = parent; ; at = components[at]!.parent) {
      const known = zones.get(at)
      if (known) known.push(id)
      else zones.set(at, [id])
      if (at < 0) break
    }
  }
  return zones
}
