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
  const zones = zonesByContainer(drafts)
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
      managed: isManaged(own, draft),
      zones: zonesOf(own, draft, drafts, zones, reportOnce),
      at: draft.at,
      span: draft.span,
      own: draft.own,
    }
  })
}

function copiesOf(attributes: Attributes): number {
  const replicas = numberIn(attributes, 'replicas')
  if (replicas !== undefined) return replicas
  const range = attributes.get('autoscale')?.value
  return range?.kind === 'range' ? Math.max(1, range.low) : 1
}

function isManaged(attributes: Attributes, draft: Draft): boolean {
  const written = wordIn(attributes, 'managed')
  return written === undefined ? draft.kind.builtin.managed : written === 'yes'
}

function zonesOf(
  attributes: Attributes,
  draft: Draft,
  drafts: readonly Draft[],
  zones: ReadonlyMap<number, readonly number[]>,
  reportNone: (at: Span) => void,
): readonly number[] {
  const attribute = attributes.get('zones')
  if (!attribute) return []
  const { value } = attribute
  if (value.kind === 'list') {
    return value.values.flatMap((one) => (one.kind === 'component' ? [one.component] : []))
  }
  for (let at = draft.parent; ; at = drafts[at]!.parent) {
    const found = zones.get(at)
    if (found) return found
    if (at < 0) break
  }
  reportNone(attribute.at)
  return []
}

/** Zones inside each container (and, under -1, the file), in the order written. */
function zonesByContainer(drafts: readonly Draft[]): ReadonlyMap<number, readonly number[]> {
  const zones = new Map<number, number[]>()
  for (const draft of drafts) {
    if (draft.kind.builtin.name !== 'zone') continue
    for (let at = draft.parent; ; at = drafts[at]!.parent) {
      const known = zones.get(at)
      if (known) known.push(draft.id)
      else zones.set(at, [draft.id])
      if (at < 0) break
    }
  }
  return zones
}
