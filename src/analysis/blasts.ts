// What each single event does to the flows: a component with all its copies, the copy that matters most, a
// zone, a region. Exact, and quick because work is shared: which units break a flow alone is found for all of
// them at once (src/graph/single-points.ts), and what else fails is followed only as far as it reaches.

import type { Failure, Flow } from '#src/model/model.ts'
import type { Blast, Effect } from './availability-facts.ts'
import { canFail } from './copies.ts'
import { type Effects, effectOn, type FlowPart } from './effects.ts'
import { byPlace, happened, lossesAmong, worstCopy } from './events.ts'
import type { NeedsOfMany } from './flow-needs.ts'
import type { Reliability } from './serving.ts'

/** One for each event that bears on a flow: by component, of each the whole first. */
export function blastsOf(reliability: Reliability, effects: Effects): readonly Blast[] {
  const found = new Map<string, Blast & { broken: Flow[]; degraded: Flow[] }>()
  for (const [many, parts] of effects.parts()) {
    const served = parts.filter(({ needs }) => many.up[many.graph.unitOf[needs.root]!])
    for (const { hits, ...loss } of singleFailures(reliability, served)) {
      const { failure } = loss
      const key = `${failure.component} ${failure.copy ?? ''}`
      const blast = found.get(key) ?? { ...loss, broken: [], degraded: [] }
      found.set(key, blast)
      for (const [part, effect] of effectsAmong(many, hits)) {
        if (effect === 'broken') blast.broken.push(part.flow)
        if (effect === 'degraded') blast.degraded.push(part.flow)
      }
    }
  }
  for (const { broken, degraded } of found.values()) {
    broken.sort((a, b) => a.id - b.id)
    degraded.sort((a, b) => a.id - b.id)
  }
  return [...found.values()].sort(
    (a, b) =>
      a.failure.component - b.failure.component || (a.failure.copy ?? 0) - (b.failure.copy ?? 0),
  )
}

/** A flow, and its units that an event takes down. */
interface Hit {
  readonly part: FlowPart & { readonly points: ReadonlySet<number> }
  readonly units: readonly number[]
}

interface SingleFailure extends Pick<Blast, 'failure' | 'isFirst'> {
  readonly hits: readonly Hit[]
}

/** Every single failure that takes something of these flows down. */
function* singleFailures(
  reliability: Reliability,
  parts: readonly FlowPart[],
): Iterable<SingleFailure> {
  const { model } = reliability.system
  const pointed = parts.map((part) => {
    const { needs } = part
    return { ...part, points: new Set(needs.many.failures.of(needs.root).singlePoints()) }
  })
  const flowsOf = new Map<number, (typeof pointed)[number][]>()
  for (const part of pointed) {
    for (const id of part.components) {
      const known = flowsOf.get(id)
      if (known) known.push(part)
      else flowsOf.set(id, [part])
    }
  }
  const ids = [...flowsOf.keys()].filter((id) => canFail(model.components[id]!))
  const hit = (failure: Failure, among: readonly number[]) => {
    const units = new Map<Hit['part'], number[]>()
    for (const { component, reads } of lossesAmong(
      reliability,
      among,
      happened(model, [failure]),
    )) {
      for (const part of flowsOf.get(component) ?? []) {
        const unit = reads ? part.needs.readUnit(component) : part.needs.writeUnit(component)
        if (unit < 0) continue
        const known = units.get(part)
        if (known) known.push(unit)
        else units.set(part, [unit])
      }
    }
    return { failure, hits: [...units].map(([part, down]) => ({ part, units: down })) }
  }
  for (const id of ids) {
    yield hit({ component: id }, [id])
    const worst = worstCopy(reliability, model.components[id]!)
    if (!worst) continue
    const loss = hit({ component: id, copy: worst.index + 1 }, [id])
    yield worst.isFirst ? { ...loss, isFirst: true } : loss
  }
  for (const [place, inside] of byPlace(reliability, ids)) yield hit({ component: place }, inside)
}

/** What is known to break alone is not followed further. */
function* effectsAmong(
  { failures, up }: NeedsOfMany,
  hits: readonly Hit[],
): Iterable<readonly [FlowPart, Effect]> {
  const open: Hit[] = []
  for (const hit of hits) {
    if (hit.units.some((unit) => hit.part.points.has(unit))) yield [hit.part, 'broken']
    else open.push(hit)
  }
  if (open.length === 0) return
  const lost = new Set(failures.lostWith(new Set(open.flatMap(({ units }) => units))))
  const isLost = (unit: number) => !up[unit] || lost.has(unit)
  for (const { part } of open) yield [part, effectOn(part, lost, isLost)]
}
