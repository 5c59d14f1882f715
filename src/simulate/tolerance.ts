// How much a flow survives of each kind of event, as numbers and in words: `any 2 copies, any zone, not region eu`.

import type { FlowCutSets, Loss } from '#src/analysis/availability-facts.ts'
import type { Facts } from '#src/analysis/facts.ts'
import { sizeOf } from '#src/analysis/losses.ts'
import type { Component, Flow, Model } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import type { FlowOutcome, KindTolerance, Tolerance } from './outcome.ts'

const never: KindTolerance = { count: 0, least: 0, alone: [] }

export function toleranceOf(
  { components }: Model,
  facts: Facts,
  flow: Flow,
  { sets }: FlowCutSets,
): Tolerance {
  if (facts.tolerance(flow, 'any') === 0) {
    return { copies: never, zones: never, regions: never, any: 0 }
  }
  const bearing = facts.bearingOn(flow).map((id) => components[id]!)
  const least = (isMeant: (loss: Loss) => boolean): number | null => {
    const sizes = sets
      .filter(({ losses }) => losses.every(isMeant))
      .map(({ losses }) => sizeOf(losses))
    return sizes.length === 0 ? null : Math.min(...sizes)
  }
  const alone = (isMeant: (loss: Loss) => boolean): readonly string[] => {
    const single = sets
      .filter(({ losses }) => sizeOf(losses) === 1 && losses.every(isMeant))
      .flatMap(({ losses }) => losses.flatMap(({ component, zones }) => zones?.of ?? [component]))
    return [...new Set(single)].sort((a, b) => a - b).map((id) => lossOf(components[id]!))
  }
  const of = (count: number, isMeant: (loss: Loss) => boolean): KindTolerance => ({
    count,
    least: least(isMeant),
    alone: alone(isMeant),
  })
  const places = (kind: 'zone' | 'region') =>
    of(
      bearing.filter(({ builtin }) => builtin === kind).length,
      ({ component }) => components[component]!.builtin === kind,
    )
  const copies = bearing
    .filter(({ builtin, managed }) => builtin !== 'zone' && builtin !== 'region' && !managed)
    .reduce((sum, one) => sum + one.copies, 0)
  return {
    copies: of(copies, (loss) => loss.copies !== undefined),
    zones: places('zone'),
    regions: places('region'),
    any: least(() => true),
  }
}

function lossOf(component: Component): string {
  const { name, managed, copies } = component
  return managed || copies === 1 || isContainer(component) ? name : `a copy of ${name}`
}

const kinds = [
  ['copies', 'copy'],
  ['zones', 'zone'],
  ['regions', 'region'],
] as const

/** Of kinds that the system has; `has` says which places there are at all. */
export function survivalText(
  { tolerance, cutSetOrder, cutSetsTruncated }: FlowOutcome,
  has: (kind: 'zone' | 'region') => boolean,
): string {
  if (tolerance.any === 0) return 'nothing: it is not served even with everything up'
  const tried = cutSetsTruncated ? 1 : cutSetOrder
  const bearing = kinds
    .filter(([many]) => tolerance[many].count > 0)
    .map(([many, one]) => ({ ...tolerance[many], many, one, tried }))
  const survived = bearing.filter(({ least }) => least !== 1).map(severalText)
  const not = bearing.filter(({ least }) => least === 1).map(aloneText)
  const idle = kinds.flatMap(([many, one]) =>
    one !== 'copy' && has(one) && tolerance[many].count === 0 ? [one] : [],
  )
  const said = [
    survived.join(', '),
    (survived.length > 0 && not.length > 0 ? 'but ' : '') + not.join(', '),
  ].filter(Boolean)
  const rest = idle.length > 0 ? [`no ${idle.join(' or ')} matters to it`] : []
  const text = [said.join(', '), ...rest].filter(Boolean).join('; ')
  return text === '' ? 'it has no copies, zones or regions of its own to lose' : text
}

interface KindWords extends KindTolerance {
  readonly one: 'copy' | 'zone' | 'region'
  readonly many: 'copies' | 'zones' | 'regions'
  /** So many at once were looked for. */
  readonly tried: number
}

function severalText({ count, least, one, many, tried }: KindWords): string {
  const most = least === null ? tried : least - 1
  if (most >= count) return count === 1 ? `its one ${one}` : `all ${count} ${many} at once`
  return most === 1 ? `any ${one}` : `any ${most} ${many}`
}

/** What is enough by itself to stop it. */
function aloneText({ count, alone, one }: KindWords): string {
  if (one !== 'copy' && alone.length === count && count > 1) return `no ${one}`
  if (alone.length > 2) {
    return one === 'copy'
      ? `not every copy (${alone.length} components stop it alone)`
      : `not every ${one}`
  }
  const names = alone.join(' or ')
  return one === 'copy' ? `not ${names}` : `not ${one} ${names}`
}
