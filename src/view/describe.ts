// The words of a picture: what a component or an edge is called, what its tooltip says, and the fuller
// account that a screen reader gets. Pure functions of the model.

import type { Component, Edge, Model } from '#src/model/model.ts'
import type { Arrow, BuiltinKind } from './scene.ts'

const kindNames: Partial<Record<BuiltinKind, string>> = {
  dns: 'DNS',
  cdn: 'CDN',
  lb: 'load balancer',
  blob: 'blob store',
  search: 'search index',
  warehouse: 'data warehouse',
}

const arrowNames: Readonly<Record<Arrow, string>> = {
  '->': 'calls',
  '~>': 'sends messages to',
  '=>': 'copies data to',
}

export function labelOf(component: Component): string {
  const label = component.label === undefined ? '' : oneLine(component.label)
  return label || component.name.slice(component.name.lastIndexOf('.') + 1)
}

/** White space becomes a single space; control characters, which no picture can show, are dropped. */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}|\p{Cs}/gu, '')
    .trim()
}

/** `cache · Redis`: the kind in words, and the technology where it is written; never the label again. */
export function detailOf(component: Component): string {
  const label = labelOf(component).toLowerCase()
  return [kindNameOf(component), textOf(component, 'tech') ?? '']
    .filter((part) => part !== '' && part.toLowerCase() !== label)
    .join(' · ')
}

export function tooltipOfComponent(component: Component): string {
  const description = textOf(component, 'description')
  const detail = detailOf(component)
  const first = detail ? `${labelOf(component)} (${detail})` : labelOf(component)
  return description ? `${first}\n${description}` : first
}

export function accountOfComponent(model: Model, component: Component): string {
  const copies = component.copies > 1 ? `, ${component.copies} copies` : ''
  const zones = zoneMarks(model, component)
  const placed = zones.length > 0 ? ` in zones ${zones.join(', ')}` : ''
  const managed = component.managed ? ', managed' : ''
  const parent = model.components[component.parent]
  const where = parent ? `, inside ${labelOf(parent)}` : ''
  return `${kindNameOf(component)} ${component.name}${managed}${copies}${placed}${where}`
}

export function tooltipOfEdge(model: Model, edge: Edge): string {
  const from = labelOf(model.components[edge.from]!)
  const to = labelOf(model.components[edge.to]!)
  const label = edge.label ? `: ${oneLine(edge.label)}` : ''
  const line = `${from} ${arrowNames[edge.arrow]} ${to}${label}`
  const description = edge.attributes.get('description')?.value
  return description?.kind === 'text' ? `${line}\n${description.text}` : line
}

export function accountOfEdge(model: Model, edge: Edge): string {
  const from = model.components[edge.from]!.name
  const to = model.components[edge.to]!.name
  const group = model.groups[edge.group]
  const needed =
    group && group.needed !== 'all'
      ? `, ${group.needed} of ${group.edges.length} alternatives is enough`
      : ''
  return `${from} ${edge.arrow} ${to}${edge.implicit ? ', dead letters' : ''}${needed}`
}

/** Zones in the order dealt; one that is named several times carries its weight. */
export function zoneMarks(model: Model, component: Component): readonly string[] {
  const weights = new Map<number, number>()
  for (const zone of component.zones) weights.set(zone, (weights.get(zone) ?? 0) + 1)
  const even = new Set(weights.values()).size <= 1
  return [...weights].map(([zone, weight]) => {
    const label = labelOf(model.components[zone]!)
    return even ? label : `${label} ×${weight}`
  })
}

/** Only addresses of the web: a picture must not run what a model says. */
export function linkOf(component: Component): string | undefined {
  const link = textOf(component, 'link')
  return link && /^https?:\/\//i.test(link) ? link : undefined
}

function kindNameOf({ kind, builtin }: Component): string {
  return kind === builtin ? (kindNames[builtin] ?? builtin) : kind
}

function textOf(component: Component, name: string): string | undefined {
  const value = component.attributes.get(name)?.value
  if (value?.kind === 'text') return oneLine(value.text)
  return value?.kind === 'word' ? value.word : undefined
}
