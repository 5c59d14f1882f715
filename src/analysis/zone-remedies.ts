// How many copies carry the peak without a zone. Where requests are divided among several, more copies of one draw from
// the others, which lose copies in the zone themselves, and where what else the zone held falls on it, it gets more than
// usual: such numbers are tried on a changed copy of the model, in which nothing else may become full either. Where no
// number for one alone will do, all of them grow alike; else there is none.

import { attribute, type ChangeOf, type Changes, changed, copiesSaid } from '#src/model/changed.ts'
import type { Flow, Model, Value } from '#src/model/model.ts'
import { leastThat, overfull } from './enough-copies.ts'
import type { Grown, LoadFacts, Loads } from './load-facts.ts'

export interface Trying {
  readonly model: Model
  readonly usual: Loads
  readonly facts: Tried
  readonly under: LoadFacts['loadsUnder']
  readonly enough: LoadFacts['enoughCopies']
  readonly with: (changes: Changes) => Tried
}

interface Tried extends Pick<LoadFacts, 'filledBy' | 'full' | 'withoutCopy' | 'withoutZone'> {
  readonly stoppedBy: (flow: Flow) => readonly number[]
}

/** Components times zones of all trials of one analysis: seconds in the largest. */
const mostWork = 200_000

export function zoneRemedies(trying: Trying): LoadFacts['enoughWithoutZone'] {
  let work = 0
  return (id, zone, place) => {
    const { model, enough } = trying
    const component = model.components[id]!
    if (component.managed) return undefined
    const then = trying.under({ failed: [{ component: zone }] })
    const spread = changeOf(model, { component: id, copies: component.copies }, id, place)
    const { zones } = changed(model, { components: [spread] }).components[id]!
    const rivals = rivalsOf(id, [trying.usual, then])
    if (rivals.length === 0 && trying.facts.withoutZone(id)?.zone === zone) {
      const closed = enough(id, { spare: 0, below: 1, end: 'least', zones })
      return closed && closed.shards === undefined
        ? [{ component: id, copies: closed.copies }]
        : undefined
    }
    const concerned = [component, ...rivals.map((one) => model.components[one]!)]
    const lost = [...new Set([zone, ...zones, ...concerned.flatMap((one) => one.zones)])]
    const carries = (grown: readonly Grown[]): boolean => {
      work += model.components.length * lost.length
      const changes = { components: grown.map((one) => changeOf(model, one, id, place)) }
      if (work > mostWork) return false
      const after = trying.with(changes)
      return holdsUp(trying.facts, after, grown, lost) && !stopsMore(trying, after, lost)
    }
    const alone = (more: number): readonly Grown[] => [
      { component: id, copies: component.copies + more },
    ]
    const alike = (more: number): readonly Grown[] =>
      concerned
        .filter(({ managed }) => !managed)
        .map((one) => ({
          component: one.id,
          copies: one.copies + Math.ceil((one.copies * more) / component.copies),
        }))
    return leastOf(alone, carries) ?? leastOf(alike, carries)
  }
}

/** Those that something is divided over with it, ascending. */
function rivalsOf(id: number, loads: readonly Loads[]): readonly number[] {
  const choices = loads.flatMap((one) => one.choices()).filter((members) => members.has(id))
  const all = new Set(choices.flatMap((members) => [...members.keys()]))
  return [...all].filter((one) => one !== id).sort((a, b) => a - b)
}

const all: Value = { kind: 'word', word: 'all' }

function changeOf(
  { components }: Model,
  { component: id, copies }: Grown,
  moved: number,
  place: 'own' | 'all',
): ChangeOf<'component'> {
  const one = components[id]!
  const isSpread = place === 'all' && id === moved
  const said = { ...copiesSaid(one, copies), ...(isSpread ? { zones: all } : {}) }
  const made = Object.entries(said).map(([name, value]) => attribute(name, value, one))
  return { component: id, attributes: new Map(made) }
}

/** Whether what has grown carries the peak without a copy and without each zone, and nothing else is full that was not. */
function holdsUp(
  before: Tried,
  after: Tried,
  grown: readonly Grown[],
  zones: readonly number[],
): boolean {
  const ids = new Set(grown.map(({ component }) => component))
  const isFullBefore = new Set(before.full().map(({ component }) => component))
  const isNewlyFull = after.full().some(({ component }) => !isFullBefore.has(component))
  if (isNewlyFull) return false
  const isTooFew = [...ids].some(
    (id) =>
      (after.withoutZone(id)?.after.peak ?? 0) > overfull ||
      (after.withoutCopy(id)?.after.peak ?? 0) > overfull,
  )
  if (isTooFew) return false
  return zones.every((zone) => {
    const failed = [{ component: zone }]
    const known = new Set(before.filledBy(failed).full.map(({ component }) => component))
    return after
      .filledBy(failed)
      .full.every(({ component }) => known.has(component) && !ids.has(component))
  })
}

/** What is stopped fills nothing: that is no remedy. */
function stopsMore({ model, facts }: Trying, after: Tried, zones: readonly number[]): boolean {
  return model.flows.some((flow) => {
    const before = new Set(facts.stoppedBy(flow))
    const stops = after.stoppedBy(flow)
    return zones.some((zone) => !before.has(zone) && stops.includes(zone))
  })
}

function leastOf(
  grown: (more: number) => readonly Grown[],
  carries: (grown: readonly Grown[]) => boolean,
): readonly Grown[] | undefined {
  if (carries(grown(0))) return grown(0)
  const more = leastThat((number) => carries(grown(number)))
  return more === undefined ? undefined : grown(more)
}
