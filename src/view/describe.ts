// The words of a picture: what a component or an edge is called, what its tooltip says, and the fuller
// account that a screen reader gets. Pure functions of the model.

import type { Component, Edge, Model } from '#src/model/model.ts'
import { oneLine } from './one-line.ts'
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

/** `cache · Redis · managed`: the kind in words, and what is written of it; never one thing twice. */
export function detailOf(component: Component): string {
  const label = labelOf(component).toLowerCase()
  const managed = textOf(component, 'managed') === 'yes' ? 'managed' : ''
  const tech = textOf(component, 'tech') ?? ''
  const kind = kindNameOf(component)
  return [lettersOf(kind) === lettersOf(tech) ? '' : kind, tech, managed, shardsOf(component)]
    .filter((part) => part !== '' && part.toLowerCase() !== label)
    .join(' · ')
}

/** What `mongodb` and `MongoDB` have in common. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

export function tooltipOfComponent(component: Component): string {
  const description = textOf(component, 'description')
  const detail = detailOf(component)
  const first = detail ? `${labelOf(component)} (${detail})` : labelOf(component)
  return description ? `${first}\n${description}` : first
}

export function accountOfComponent(model: Model, component: Component): string {
  const count = countOf(component).slice(1).replace('–', ' to ')
  const copies = count ? `, ${count} copies` : ''
  const zones = weightedZones(model, component)
  const placed = zones.length > 0 ? ` in zones ${zones.join(', ')}` : ''
  const managed = component.managed ? ', managed' : ''
  const parent = model.components[component.parent]
  const where = parent ? `, inside ${labelOf(parent)}` : ''
  return `${kindNameOf(component)} ${component.name}${managed}${copies}${placed}${where}`
}

export function tooltipOfEdge(model: Model, edge: Edge): string {
  const from = labelOf(model.components[edge.from]!)
  const to = labelOf(model.components[edge.to]!)
  const label = oneLine(edge.label ?? '')
  const optional = isOptional(model, edge) ? ' (optional)' : ''
  const line = `${from} ${arrowNames[edge.arrow]} ${to}${label ? `: ${label}` : ''}${optional}`
  const description = textOf(edge, 'description')
  return description ? `${line}\n${description}` : line
}

export function accountOfEdge(model: Model, edge: Edge): string {
  const from = model.components[edge.from]!.name
  const to = model.components[edge.to]!.name
  const choice = choiceOf(model, edge)
  const needed = choice ? `, ${choice} alternatives is enough` : ''
  const optional = isOptional(model, edge) ? ', optional' : ''
  return `${from} ${edge.arrow} ${to}${edge.implicit ? ', dead letters' : ''}${needed}${optional}`
}

/** `1 of 2` where an edge is one of alternatives. */
export function choiceOf(model: Model, edge: Edge): string {
  const group = model.groups[edge.group]
  return group && group.needed !== 'all' ? `${group.needed} of ${group.edges.length}` : ''
}

/** Its loss degrades and does not break; of alternatives that is so only for all of them together. */
export function isOptional(model: Model, edge: Edge): boolean {
  const isMarked = (one: Edge) => textOf(one, 'optional') === 'yes'
  const group = model.groups[edge.group]
  if (!group || group.needed === 'all') return isMarked(edge)
  return group.edges.every((one) => isMarked(model.edges[one]!))
}

/** `×3`, or `×2–10` where copies come and go; empty for one. */
export function countOf({ attributes, copies }: Component): string {
  const range = attributes.get('autoscale')?.value
  if (range?.kind === 'range' && range.low < range.high) return `×${range.low}–${range.high}`
  return copies > 1 ? `×${copies}` : ''
}

/** Each zone once, in the order dealt. */
export function zoneMarks(model: Model, { zones }: Component): readonly string[] {
  return [...new Set(zones)].map((zone) => labelOf(model.components[zone]!))
}

/** Zones with the share of the copies that each is dealt, where the shares differ. */
function weightedZones(model: Model, component: Component): readonly string[] {
  const weights = new Map<number, number>()
  for (const zone of component.zones) weights.set(zone, (weights.get(zone) ?? 0) + 1)
  const isEven = new Set(weights.values()).size <= 1
  return [...weights].map(([zone, weight]) => {
    const label = labelOf(model.components[zone]!)
    return isEven ? label : `${label} (${weight} of ${component.zones.length})`
  })
}

/** Only addresses of the web: a picture must not run what a model says. */
export function linkOf(component: Component): string | undefined {
  const link = textOf(component, 'link')
  return link && /^https?:\/\//i.test(link) ? link : undefined
}

function shardsOf({ attributes }: Component): string {
  const shards = attributes.get('shards')?.value
  return shards?.kind === 'number' && shards.value > 1 ? `${shards.value} shards` : ''
}

function kindNameOf({ kind, builtin }: Component): string {
  return kind === builtin ? (kindNames[builtin] ?? builtin) : kind
}

function textOf({ attributes }: Component | Edge, name: string): string | undefined {
  const value = attributes.get(name)?.value
  if (value?.kind === 'text') return oneLine(value.text)
  return value?.kind === 'word' ? value.word : undefined
}
