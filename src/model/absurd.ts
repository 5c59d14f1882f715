// What can be read and can hardly be meant: two numbers of which only one is there, a client that asks and calls nothing,
// alternatives that nobody may take. Each is a warning; what it counts as is said, and the model stays as it is.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import { isWritten, numberIn } from './attributes.ts'
import type { Attributes, Component, Edge, Group } from './model.ts'
import { told } from './told.ts'

const aloneOfTwo = (at: Span, one: string, other: string): Diagnostic =>
  told(
    'half-of-a-pair',
    at,
    `\`${one}\` without \`${other}\` says nothing of how often it is down`,
    {
      severity: 'warning',
      notes: ['the availability is that of the kind'],
      help: `write both, or an availability: \`mtbf: 30d, mttr: 1h\``,
    },
  )

const besides = (at: Span, name: string): Diagnostic =>
  told('half-of-a-pair', at, `\`${name}\` counts nothing beside an availability`, {
    severity: 'warning',
    help: 'remove the one or the other',
  })

const noTime = (at: Span): Diagnostic =>
  told('half-of-a-pair', at, '`mtbf` and `mttr` of 0 say nothing of how often it is down', {
    severity: 'warning',
    notes: ['the availability is that of the kind'],
    help: 'write the times, or an availability: `mtbf: 30d, mttr: 1h`',
  })

const neverUp = (at: Span, name: string): Diagnostic =>
  told('never-up', at, `with an availability of 0 % \`${name}\` is never up`, {
    severity: 'warning',
    help: 'write the part of the time that it is up: `availability: 99.9%`',
  })

const neverMisses = (at: Span, name: string): Diagnostic =>
  told('never-misses', at, `\`${name}\` never misses: nothing behind it is ever read`, {
    severity: 'warning',
    help: 'write the part of the reads that it answers: `hit: 95%`',
  })

const lowPeak = (at: Span): Diagnostic =>
  told('low-peak', at, 'the busiest time is below the average', {
    severity: 'warning',
    help: 'write how many times the average it is: `peak: 3x`',
  })

const asksNothing = (at: Span, name: string): Diagnostic =>
  told('asks-nothing', at, `\`${name}\` asks for nothing`, {
    severity: 'warning',
    notes: ['it brings no load to what it calls'],
    help: 'write how many there are, or leave it out where nobody knows',
  })

const callsNothing = (at: Span, name: string): Diagnostic =>
  told('calls-nothing', at, `\`${name}\` asks for something, and no edge leads from it`, {
    severity: 'warning',
    help: `say what it calls: \`${name} -> …\``,
  })

const allStandby = (at: Span): Diagnostic =>
  told('no-weight', at, 'all of these alternatives are standbys: each has a weight of 0', {
    severity: 'warning',
    notes: ['they count as alike'],
    help: 'give those that take requests a weight: `weight: 1`',
  })

export function tellAbsurd(
  components: readonly Component[],
  edges: readonly Edge[],
  groups: readonly Group[],
  report: (diagnostic: Diagnostic) => void,
): void {
  const callers = new Set(edges.map(({ from }) => from))
  for (const one of components) {
    for (const diagnostic of [...ofDowntime(one), ...ofLoad(one, callers)]) report(diagnostic)
  }
  for (const alternatives of choicesOf(components, edges, groups)) {
    if (alternatives.length < 2) continue
    if (alternatives.every(({ attributes }) => numberIn(attributes, 'weight') === 0))
      report(allStandby(alternatives[0]!.attributes.get('weight')?.at ?? alternatives[0]!.at))
  }
}

function placeOf(attributes: Attributes, name: string): Span | undefined {
  return isWritten(attributes, name) ? attributes.get(name)?.at : undefined
}

function ofDowntime({ attributes, name }: Component): readonly Diagnostic[] {
  const [between, repair] = [placeOf(attributes, 'mtbf'), placeOf(attributes, 'mttr')]
  const whole = placeOf(attributes, 'availability')
  const never = whole && numberIn(attributes, 'availability') === 0 ? [neverUp(whole, name)] : []
  if (between && whole) return [...never, besides(between, 'mtbf')]
  if (repair && whole) return [...never, besides(repair, 'mttr')]
  if (between && !attributes.has('mttr')) return [aloneOfTwo(between, 'mtbf', 'mttr')]
  if (repair && !attributes.has('mtbf')) return [aloneOfTwo(repair, 'mttr', 'mtbf')]
  const total = (numberIn(attributes, 'mtbf') ?? 0) + (numberIn(attributes, 'mttr') ?? 0)
  return between && total === 0 ? [noTime(between)] : never
}

function ofLoad(
  { attributes, builtin, id, name, own, at }: Component,
  callers: ReadonlySet<number>,
): readonly Diagnostic[] {
  const hit = placeOf(attributes, 'hit')
  if (hit && numberIn(attributes, 'hit') === 1) return [neverMisses(hit, name)]
  if (builtin !== 'client') return []
  const peak = placeOf(attributes, 'peak')
  const isLow = peak !== undefined && (numberIn(attributes, 'peak') ?? 1) < 1
  const asks = ['rps', 'users', 'requests'].some((one) => attributes.has(one))
  const isAlone = own && asks && !callers.has(id)
  const none = ['users', 'requests', 'rps'].find((one) => numberIn(attributes, one) === 0)
  const nothing = none && placeOf(attributes, none)
  if (nothing) return [asksNothing(nothing, name)]
  return [...(isLow ? [lowPeak(peak)] : []), ...(isAlone ? [callsNothing(at, name)] : [])]
}

/** Edges of which each request takes one: those of a `|`, and the calls of a lb or dns. */
function choicesOf(
  components: readonly Component[],
  edges: readonly Edge[],
  groups: readonly Group[],
): readonly (readonly Edge[])[] {
  const chosen = groups
    .filter(({ needed }) => needed === 1)
    .map((group) => group.edges.map((edge) => edges[edge]!))
  const spread = edges.filter(
    ({ from, arrow }) => arrow === '->' && ['lb', 'dns'].includes(components[from]!.builtin),
  )
  return [...chosen, ...Map.groupBy(spread, ({ from }) => from).values()]
}
