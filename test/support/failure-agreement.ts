// Oracle against analysis on what failures do, on one model: the number of each flow, what breaks it, what matters to
// it, what each event does, and what it survives. Says the first thing on which they differ.

import type { Facts } from '#src/analysis/facts.ts'
import type { Failure, Flow, Model } from '#src/model/model.ts'
import {
  chanceBroken,
  type FailureTable,
  failureTable,
  leastBreaking,
  saysItself,
} from './oracle/availability.ts'
import { isContainer } from './oracle/containment.ts'
import { eventsOfComponent, keyOf } from './oracle/copies.ts'
import { effectOn } from './serves.ts'

export interface Judged {
  readonly model: Model
  readonly flows: readonly (readonly [Flow, FailureTable])[]
}

export function judgedOf(model: Model): Judged {
  return { model, flows: model.flows.map((flow) => [flow, failureTable(model, flow)] as const) }
}

export function failureDifference(judged: Judged, facts: Facts): string | undefined {
  for (const [flow, table] of judged.flows) {
    const found =
      differenceInNumbers(judged, facts, flow, table) ?? differenceInSets(facts, flow, table)
    if (found !== undefined) return `${flow.name}: ${found}`
  }
  return differenceInBlasts(judged, facts) ?? differenceInSurvival(judged, facts)
}

function differenceInNumbers(
  { model }: Judged,
  facts: Facts,
  flow: Flow,
  table: FailureTable,
): string | undefined {
  const { unavailability, defaults, leftOut } = facts.availability(flow)
  const top = chanceBroken(table)
  if (!isNear(unavailability.value, top)) return `fails ${unavailability.value}, not ${top}`
  const unsaid = facts.bearingOn(flow).filter((id) => !saysItself(model.components[id]!))
  const isPlace = (id: number) => isContainer(model.components[id]!)
  if (String(defaults) !== String(unsaid.filter((id) => !isPlace(id)))) return 'defaults'
  if (String(leftOut) !== String(unsaid.filter(isPlace))) return 'left out'
  for (const { id, name } of model.components) {
    const own = table.events.flatMap((event, index) => (event.component === id ? [index] : []))
    if (own.length === 0) continue
    const given = (chance: number) =>
      chanceBroken(table, new Map(own.map((event) => [event, chance])))
    const birnbaum = facts.importance(flow, id)?.birnbaum ?? Number.NaN
    if (!isNear(birnbaum, given(1) - given(0))) return `importance of ${name}`
  }
  return undefined
}

function differenceInSets(facts: Facts, flow: Flow, table: FailureTable): string | undefined {
  const found = facts.cutSets(flow, 3).sets.reduce((sum, { ways }) => sum + ways, 0)
  const wanted = leastBreaking(table, 3).length
  return found === wanted ? undefined : `${found} cut sets, not ${wanted}`
}

function differenceInBlasts({ model }: Judged, facts: Facts): string | undefined {
  const effects = model.flows.map((flow) => effectOn(model, flow))
  const under = (failure: Failure) => {
    const events = eventsOfComponent(model.components[failure.component]!)
    const failed = new Set(events.map((event) => keyOf(model, event)))
    return effects.map((effect) => effect({ failed, held: new Set() }))
  }
  const usual = effects.map((effect) => effect({ failed: new Set(), held: new Set() }))
  const blasts = facts.blasts().filter(({ failure }) => failure.copy === undefined)
  for (const { id, name, builtin } of model.components) {
    const isPlace = builtin === 'zone' || builtin === 'region'
    if (eventsOfComponent(model.components[id]!).length === 0 && !isPlace) continue
    const now = under({ component: id })
    if (String([...facts.under([{ component: id }]).values()]) !== String(now))
      return `what the loss of ${name} does`
    const blast = blasts.find(({ failure }) => failure.component === id)
    const those = (effect: string) =>
      model.flows.filter((_, i) => now[i] === effect && usual[i] !== 'broken')
    if (String(ids(blast?.broken)) !== String(ids(those('broken'))))
      return `flows that ${name} breaks`
    if (String(ids(blast?.degraded)) !== String(ids(those('degraded'))))
      return `flows that ${name} degrades`
  }
  return undefined
}

/** `require survive` of the file against the least sets of that kind of event. */
function differenceInSurvival({ flows }: Judged, facts: Facts): string | undefined {
  for (const asked of facts.requirements()) {
    const { demand } = asked
    if (demand.kind !== 'survive') continue
    for (const { subject, status } of facts.answer(asked).cases) {
      const table = flows.find(([flow]) => subject.kind === 'flow' && subject.flow === flow)?.[1]
      // Where nothing of it lies in such a place, the loss of all of them is nothing.
      const isNowhere =
        status === 'not-shown' && (demand.what === 'zone' || demand.what === 'region')
      const count = isNowhere ? (table?.events.length ?? 0) : demand.count
      if (table && (status !== 'failed') !== survives(table, demand.what, count))
        return `${asked.text} of ${subject.name}`
    }
  }
  return undefined
}

function survives({ events, broken }: FailureTable, kind: string, count: number): boolean {
  const own = events.flatMap((event, index) => (event.kind === kind ? [1 << index] : []))
  const isBroken = (set: number, from: number, left: number): boolean =>
    broken[set] === 1 ||
    (left > 0 &&
      own.some((bit, index) => index >= from && isBroken(set | bit, index + 1, left - 1)))
  return !isBroken(0, 0, count)
}

function ids(flows: readonly Flow[] = []): readonly number[] {
  return flows.map(({ id }) => id)
}

function isNear(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-15
}
