// The other end of an edge that a help proposes: the likeliest component of the file, by the words of its name
// and by its place, or one that the line to paste declares first, under a name that is free.

import type { Facts } from '#src/analysis/facts.ts'
import type { Component, Model } from '#src/model/model.ts'

export interface Partner {
  /** Kinds that will do, the likeliest first. */
  readonly kinds: readonly string[]
  /** Kinds of these that are taken before all others, whatever speaks for those. */
  readonly before?: readonly string[]
  /** What it may be called where the file has none. */
  readonly name: string
}

export const someClient: Partner = { kinds: ['client'], name: 'web' }
export const someWork: Partner = { kinds: ['service', 'function', 'worker'], name: 'api' }
export const someWorker: Partner = { kinds: ['worker', 'function', 'service'], name: 'handler' }
export const someBroker: Partner = { kinds: ['queue', 'topic', 'stream'], name: 'jobs' }
export const someOrigin: Partner = {
  kinds: ['blob', 'lb', 'gateway', 'service'],
  before: ['blob'],
  name: 'assets',
}

export interface FoundPartner {
  /** What to write before its name is used; empty where the file has it. */
  readonly declaration: string
  readonly name: string
}

/** Answers for one model; made once for all findings of a rule. */
export interface Partners {
  /** The likeliest for the component, or one to be declared where the file has none; none of `without`. */
  partnerOf(of: Component, partner: Partner, without?: readonly number[]): FoundPartner
  /** The same where its name or its container speaks for it, or nothing for another; else undefined. */
  likelyPartner(of: Component, partner: Partner): FoundPartner | undefined
}

export function partnersIn(model: Model, facts: Facts): Partners {
  const { components } = model
  const byKind = Map.groupBy(components, ({ builtin }): string => builtin)
  const named = nameIndex(components)
  const inside = containerIndex(components)
  const firstOf = (some: readonly Component[]): Component | undefined =>
    some.find(({ id }) => facts.edgesOf(id).length + facts.edgesInto(id).length > 0) ?? some[0]

  const best = (
    of: Component,
    { kinds: all, before = [] }: Partner,
    without: readonly number[],
  ) => {
    const isThere = (kind: string) =>
      byKind.get(kind)?.some(({ id }) => id !== of.id && !without.includes(id))
    const first = before.filter(isThere)
    const kinds = first.length > 0 ? first : all
    const fitting = (some: readonly Component[]) =>
      kinds.flatMap((kind) =>
        some.filter(({ builtin, id }) => builtin === kind && id !== of.id && !without.includes(id)),
      )
    const alike = nearestOf(model, of, mostOften(fitting(named(of))))
    if (alike.length > 0) return { one: firstOf(alike), isLikely: true }
    for (let at = of.parent; at >= 0; at = components[at]!.parent) {
      const beside = fitting(inside(at))
      if (beside.length > 0) return { one: firstOf(beside), isLikely: true }
    }
    const any = kinds.flatMap((kind) => fitting(byKind.get(kind) ?? []))
    return { one: firstOf(any), isLikely: any.length < 2 }
  }

  const found = (one: Component | undefined, { kinds, name }: Partner): FoundPartner => {
    if (one) return { declaration: '', name: one.name }
    const free = freeName(name, new Set(components.map((other) => other.name)))
    return { declaration: `${kinds[0]} ${free}  `, name: free }
  }

  return {
    partnerOf: (of, partner, without = []) => found(best(of, partner, without).one, partner),
    likelyPartner(of, partner) {
      const { one, isLikely } = best(of, partner, [])
      return isLikely ? found(one, partner) : undefined
    },
  }
}

/** Of some components those that share most containers with the other one: of its own region, or instance. */
export function nearestOf(
  { components }: Model,
  other: Component,
  some: readonly Component[],
): readonly Component[] {
  const around = new Set<number>()
  for (let at = other.parent; at >= 0; at = components[at]!.parent) around.add(at)
  const shared = some.map((one) => {
    let count = 0
    for (let at = one.parent; at >= 0; at = components[at]!.parent) if (around.has(at)) count++
    return count
  })
  const most = shared.reduce((a, b) => Math.max(a, b), 0)
  return some.filter((_, index) => shared[index] === most)
}

/** Those that share words with a name: each as often as it shares one. */
function nameIndex(components: readonly Component[]): (of: Component) => readonly Component[] {
  let index: ReadonlyMap<string, readonly Component[]> | undefined
  return (of) => {
    index ??= indexed(components)
    return wordsOf(of).flatMap((word) => {
      const sharing = index!.get(word) ?? []
      return sharing.length > mostSharing ? [] : sharing
    })
  }
}

/** A word in more names than these tells none of them from the others. */
const mostSharing = 200

/** By the words of their names, those left out that are kinds. */
function indexed(components: readonly Component[]): ReadonlyMap<string, readonly Component[]> {
  const kinds = new Set(components.flatMap(({ lineage }) => lineage))
  const byWord = new Map<string, Component[]>()
  for (const one of components) {
    for (const word of wordsOf(one)) {
      if (kinds.has(word)) continue
      const known = byWord.get(word)
      if (known) known.push(one)
      else byWord.set(word, [one])
    }
  }
  return byWord
}

/** What each container holds, at any depth. */
function containerIndex(components: readonly Component[]): (id: number) => readonly Component[] {
  let index: Map<number, Component[]> | undefined
  const build = () => {
    const held = new Map<number, Component[]>()
    for (const one of components) {
      for (let at = one.parent; at >= 0; at = components[at]!.parent) {
        const known = held.get(at)
        if (known) known.push(one)
        else held.set(at, [one])
      }
    }
    return held
  }
  return (id) => {
    index ??= build()
    return index.get(id) ?? []
  }
}

function mostOften(some: readonly Component[]): readonly Component[] {
  const counts = new Map<Component, number>()
  for (const one of some) counts.set(one, (counts.get(one) ?? 0) + 1)
  const most = [...counts.values()].reduce((a, b) => Math.max(a, b), 0)
  return [...counts].flatMap(([one, count]) => (count === most ? [one] : []))
}

/** `shop.orders-db` has `order` and `db`; a number alone says nothing. */
function wordsOf({ name }: Component): readonly string[] {
  const words = name
    .slice(name.lastIndexOf('.') + 1)
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
  const singular = words.map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
  return [...new Set(singular)].filter((word) => /\p{L}/u.test(word))
}

/** The name, or the first of `name-2`, `name-3`, … that is not taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`
  return free
}
