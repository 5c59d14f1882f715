// What fails together, as people say it: `zone "eu.a" and one of the 2 copies of "eu.front" in "eu.b"`,
// `any 2 of the 3 copies of "api"`, `one of the 3 zones of "eu"`. In a sentence names stand in quotes.

import type { Loss } from '#src/analysis/availability-facts.ts'
import { shardsOf } from '#src/analysis/copies.ts'
import type { Component, Model } from '#src/model/model.ts'

/** Of a list, what runs once is its name alone; a sentence says that there is no other copy. */
export type Telling = 'sentence' | 'list'

export function lossesText(
  model: Model,
  losses: readonly Loss[],
  telling: Telling = 'sentence',
): string {
  if (losses.length === 0) return 'nothing at all'
  const style = { telling, isBesidePlaces: losses.some(({ copies }) => copies === undefined) }
  const together = Map.groupBy(losses, ({ component }) => component)
  return [...together.values()].map((same) => lossText(model, same, style)).join(' and ')
}

interface Style {
  readonly telling: Telling
  /** What is said of copies speaks of those that lost places leave. */
  readonly isBesidePlaces: boolean
}

type Copies = NonNullable<Loss['copies']>

/** Losses of one component: of several sorts of its copies, where something tells them apart. */
function lossText(model: Model, same: readonly Loss[], style: Style): string {
  const { component: id, zones } = same[0]!
  const component = model.components[id]!
  const { builtin, copies } = component
  const name = nameIn(style, component)
  if (zones) return zonesText(model, zones, style)
  const ofCopies = same.flatMap((loss) => loss.copies ?? [])
  if (ofCopies.length === 0) {
    return builtin === 'zone' || builtin === 'region' ? `${builtin} ${name}` : name
  }
  const lost = ofCopies.reduce((sum, one) => sum + one.lost, 0)
  if (copies === 1) return style.telling === 'list' ? name : `the one copy of ${name}`
  if (lost === copies) return `${allOf(lost)} of ${name}`
  return ofCopies.map((one) => copiesText(model, component, one, style)).join(' and ')
}

function nameIn({ telling }: Style, { name }: Component): string {
  return telling === 'list' ? name : `"${name}"`
}

function allOf(count: number): string {
  if (count === 1) return 'the copy'
  return count === 2 ? 'both copies' : `all ${count} copies`
}

function zonesText(
  { components }: Model,
  { lost, of }: NonNullable<Loss['zones']>,
  style: Style,
): string {
  const { parent } = components[of[0]!]!
  const around = parent < 0 ? '' : ` of ${nameIn(style, components[parent]!)}`
  const there = components.filter((one) => one.builtin === 'zone' && one.parent === parent)
  const isAll = there.length === of.length && of.every((id) => components[id]!.parent === parent)
  if (isAll && lost === of.length) return `all ${lost} zones${around}`
  const which = isAll ? `the ${of.length} zones${around}` : namesOf(components, of, style)
  return `${any(lost)} of ${which}`
}

const mostNamed = 4

function namesOf(components: readonly Component[], ids: readonly number[], style: Style): string {
  const names = ids.slice(0, mostNamed).map((id) => nameIn(style, components[id]!))
  if (ids.length <= mostNamed) return `the zones ${names.join(', ')}`
  return `the ${ids.length} zones like ${names[0]}`
}

function any(lost: number): string {
  return lost === 1 ? 'one' : `any ${lost}`
}

function copiesText(model: Model, component: Component, one: Copies, style: Style): string {
  const name = nameIn(style, component)
  const { lost, of, shards } = one
  if (shards === component.copies) return `one of the ${shards} copies of ${name}`
  if (shards > 1) {
    return `${inOneShard(one, style)} of ${shardsText(model, component, shards)} of ${name}`
  }
  const where = whereText(model, component, one, style)
  if (where === undefined) return `${numbered(one)} of ${name}`
  const some = lost === of.length ? allOf(lost) : `${any(lost)} of the ${of.length} copies`
  return `${some} of ${name}${where}`
}

/** Of several shards that hold as many copies. */
function inOneShard({ lost, of, isFirst }: Copies, { isBesidePlaces }: Style): string {
  if (isFirst) return 'the first copy'
  if (of.length === 1) return 'the one copy'
  const left = isBesidePlaces ? ' that are left' : ''
  return lost === of.length ? allOf(lost) : `${any(lost)} of the ${of.length} copies${left}`
}

function shardsText(model: Model, component: Component, shards: number): string {
  const all = shardsOf(model, component).length
  return shards === all ? `one of the ${all} shards` : `one of ${shards} of the ${all} shards`
}

/** Which copies are meant, where that has a name; undefined where only their numbers tell. */
function whereText(
  model: Model,
  component: Component,
  { of, isFirst }: Copies,
  style: Style,
): string | undefined {
  if (of.length === component.copies) return ''
  const all = shardsOf(model, component)
  if (isFirst || all.length > 1) return undefined
  const meant = new Set(of)
  const [{ copies } = { copies: [] }] = all
  const zones = new Set(copies.filter(({ index }) => meant.has(index)).map(({ zone }) => zone))
  const [zone = -1] = zones
  const isWhole = copies.every(({ index, zone: at }) => at !== zone || meant.has(index))
  if (zones.size === 1 && zone >= 0 && isWhole)
    return ` in ${nameIn(style, model.components[zone]!)}`
  return style.isBesidePlaces ? ' that are left' : undefined
}

const mostNumbers = 8

function numbered({ lost, of }: Copies): string {
  const numbers = of.slice(0, mostNumbers).map((index) => index + 1)
  const rest = of.length - numbers.length
  const more = rest > 0 ? ` and ${rest} more` : ''
  const which = `${of.length === 1 ? 'copy' : 'copies'} ${numbers.join(', ')}${more}`
  return lost === of.length ? which : `${any(lost)} of ${which}`
}
