// What rules say of load: how much arrives and from which flows, how it falls on copies, and why it may be less. Rates
// and percentages are printed as people write them.

import type { Guess, Load, Utilization } from '#src/analysis/load-facts.ts'
import type { Component, Model } from '#src/model/model.ts'
import { showPercent, showRate } from '#src/model/show-quantity.ts'
import { counted, listed, named } from './words.ts'

/** `116 % of what it can do`; what can do nothing has no percentage. */
export function busy({ peak, capacity }: Utilization): string {
  return capacity === 0
    ? 'more than it can do, which is nothing'
    : `${showPercent(peak)} of what it can do`
}

/** More than it can do, and not by rounding alone. */
export function isTooFull({ peak }: Utilization): boolean {
  return peak > 1 + 1e-9
}

/** `at peak 2.6k/s come from "View", 174/s from "Post"`; nothing where one flow brings all. */
export function sources(load: Load): readonly string[] {
  const flows = load.byFlow()
  if (flows.length < 2) return []
  const shown = flows.map((one) => {
    const [first, ...others] = one.flows
    const what = others.length > 0 ? 'what no flow declares' : named(first!.name)
    return `${showRate(one.peak)} from ${what}`
  })
  return [`at peak ${listed(shown)}`]
}

/** `2.78k/s over 3 copies is 926/s each, and one can do 800/s`. */
export function arithmetic(component: Component, utilization: Utilization): string {
  const { perCopy, capacity, copies, store, load } = utilization
  const can = `can do ${showRate(capacity)}`
  if (component.managed) return `${showRate(load.peak.total)} at peak, and it ${can}`
  const each = `${showRate(perCopy)} on each, and one ${can}`
  const over = (many: number, one: string, more: string): string =>
    `over ${counted(many, one, more)}`
  const isUneven = store !== undefined && store.shards * store.fewest < copies
  const smallest = isUneven
    ? `over ${store.shards} shards, the smallest with ${counted(store.fewest, 'copy', 'copies')}`
    : undefined
  if (!store || load.peak.writes === 0) {
    if (smallest) return `${showRate(load.peak.total)} ${smallest}, is ${each}`
    const sharing = store ? store.readers : copies
    if (sharing === 1) return `${showRate(perCopy)} at peak, and its one copy ${can}`
    return `${showRate(load.peak.total)} ${over(sharing, 'copy', 'copies')} is ${each}`
  }
  const writes = `${showRate(load.peak.writes)} of writes ${store.shards > 1 ? over(store.shards, 'shard', 'shards') : 'on every copy'}`
  if (load.peak.reads === 0) return `${writes} is ${each}`
  const reads = smallest ? `${smallest},` : over(store.readers, 'copy', 'copies')
  return `${showRate(load.peak.reads)} of reads ${reads} and ${writes} is ${each}`
}

/** How the number comes about: its arithmetic, who sends it, and what it rests on that nobody has written. */
export function basisOf(
  component: Component,
  utilization: Utilization,
  model: Model,
): readonly string[] {
  const { load } = utilization
  return [arithmetic(component, utilization), ...sources(load), ...assumptionsOf(load, model)]
}

/** What a number rests on that nobody has written. */
export function assumptionsOf(load: Load, model: Model): readonly string[] {
  const notes: string[] = []
  if (load.countsAsReads) notes.push('calls to it that say neither reads nor writes count as reads')
  if (load.isAtLeast)
    notes.push('it may be more: not everything that leads here says how much it asks for')
  const open = guessed(load.leftOut(), model)
  if (open) notes.push(`this much is known, and it may be more: ${open}`)
  const bound = load.isKnown ? undefined : guessed(load.guesses(), model)
  if (bound) notes.push(`it may be less: ${bound}`)
  return notes
}

/** Calls that nobody counts, and caches of which nobody says what they hold, with what to write. */
function guessed(guesses: readonly Guess[], model: Model): string | undefined {
  const edges = guesses.flatMap((guess) =>
    guess.kind === 'calls' ? [model.edges[guess.edge]!] : [],
  )
  const caches = guesses.flatMap((guess) =>
    guess.kind === 'hit' ? [model.components[guess.cache]!] : [],
  )
  const nameOf = (id: number): string => model.components[id]!.name
  const parts: string[] = []
  if (edges.length > 0) {
    const ends = edges.map(({ from, arrow, to }) => `${nameOf(from)} ${arrow} ${nameOf(to)}`)
    parts.push(`nobody says how often ${listed(ends)} is called; write calls, or name it in a flow`)
  }
  if (caches.length > 0) parts.push(`write hit on ${listed(caches.map(({ name }) => name))}`)
  return parts.length === 0 ? undefined : parts.join('; ')
}

/** The flows that bring it, the most first. */
export function flowsOfLoad(load: Load): readonly string[] {
  return load.byFlow().flatMap(({ flows }) => flows.map(({ name }) => name))
}
