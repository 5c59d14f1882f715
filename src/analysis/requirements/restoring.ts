// How long it takes until a component serves again after the loss of a copy: until it is noticed (`interval` times
// `misses` of the quickest monitor that watches it), and then nothing where another copy takes over by itself, else
// its `recovery`.

import { canFail, spareCopies } from '#src/analysis/copies.ts'
import { numberIn } from '#src/model/attributes.ts'
import { isStore } from '#src/model/roles.ts'
import type { Measured } from './answers.ts'
import { known } from './measured.ts'
import type { State } from './state.ts'

export function measureRestoring(state: State, id: number): Measured {
  const detection = detectionOf(state, id)
  const recovery = recoveryOf(state, id)
  return known(detection.low + recovery.low, {
    high: detection.high + recovery.high,
    missing: [...detection.missing, ...recovery.missing],
    contributors: () => [{ component: id, share: 1 }],
  })
}

/** What has to come back, or to be taken over from: single points, and stores that are written to. */
export function restorable(state: State): readonly number[] {
  const { components } = state.model
  const points = state.facts.singlePoints().map(({ component }) => component.id)
  const stores = components.filter(
    (one) =>
      isStore(one) && !one.managed && one.copies > 1 && state.facts.flowsWriting(one.id).length > 0,
  )
  return [...new Set([...points, ...stores.map(({ id }) => id)])].sort((a, b) => a - b)
}

interface Span {
  readonly low: number
  readonly high: number
  readonly missing: readonly string[]
}

function unknownFrom(low: number, missing: string): Span {
  return { low, high: Number.POSITIVE_INFINITY, missing: [missing] }
}

function detectionOf({ model, facts }: State, id: number): Span {
  const { components } = model
  const watching = facts
    .edgesInto(id)
    .map(({ from }) => components[from]!)
    .filter(({ builtin }) => builtin === 'monitor')
  const times = watching.map(({ name, attributes }): Span => {
    const interval = numberIn(attributes, 'interval')
    const misses = numberIn(attributes, 'misses')
    if (interval === undefined) return unknownFrom(0, `interval of ${name}`)
    if (misses === undefined) return unknownFrom(interval, `misses of ${name}`)
    return { low: interval * misses, high: interval * misses, missing: [] }
  })
  const sorted = times.sort((a, b) => a.high - b.high || a.low - b.low)
  return (
    sorted[0] ??
    unknownFrom(0, `a monitor with interval and misses that watches ${components[id]!.name}`)
  )
}

function recoveryOf({ model, reliability }: State, id: number): Span {
  const component = model.components[id]!
  const nothing: Span = { low: 0, high: 0, missing: [] }
  if (!canFail(component)) return nothing
  const takesOver = isStore(component) ? reliability.sets.failsOver(id) : true
  const hasOther = (!component.managed && spareCopies(component) > 0) || hasStandIn(reliability, id)
  if (takesOver && hasOther) return nothing
  const written = numberIn(component.attributes, 'recovery')
  if (written === undefined) return unknownFrom(0, `recovery of ${component.name}`)
  return { low: written, high: written, missing: [] }
}

function hasStandIn({ sets }: State['reliability'], id: number): boolean {
  return (sets.of(id)?.members.length ?? 1) > 1
}
