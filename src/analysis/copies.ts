// How the copies of a component are placed and how many of them it needs (rules 6 and 9). An unmanaged
// component is a list of shards, each with the copies it holds; a component that is no store is one
// shard. Which events touch a copy follows from its zone and region.

import { numberIn, wordIn } from '#src/model/attributes.ts'
import type { Component, Model } from '#src/model/model.ts'
import { isContainer, isStore } from '#src/model/roles.ts'
import { enclosing } from '#src/model/tree.ts'

export interface Copy {
  /** From 0, in the order in which copies are dealt. */
  readonly index: number
  /** Ids, or -1. */
  readonly zone: number
  readonly region: number
}

export interface Shard {
  readonly copies: readonly Copy[]
  readonly needed: number
}

/** An event that fails a copy, a managed component, a zone or a region; `copy` counts from 0. */
export interface FailureEvent {
  readonly component: number
  readonly copy?: number
}

/** Whether the component has failure events of its own. */
export function canFail(component: Component): boolean {
  const { builtin } = component
  return !isContainer(component) && builtin !== 'client' && builtin !== 'monitor'
}

export function shardsOf(model: Model, component: Component): readonly Shard[] {
  const count = shardCount(component)
  const dealt: Copy[][] = Array.from({ length: count }, () => [])
  const places = placesOf(model, component)
  for (let index = 0; index < component.copies; index++) {
    const shard = index % count
    const place = isStore(component) ? shard + Math.floor(index / count) : index
    dealt[shard]!.push({ index, ...places[place % places.length]! })
  }
  return dealt.map((copies) => ({ copies, needed: neededOf(component, copies.length) }))
}

/** Shards that hold copies: no more than there are copies. */
export function shardCount(component: Component): number {
  if (!isStore(component)) return 1
  return Math.min(numberIn(component.attributes, 'shards') ?? 1, component.copies)
}

/** The fewest copies that any shard has beyond those it needs; below 0 where it can never serve. */
export function spareCopies(component: Component): number {
  const count = shardCount(component)
  const small = Math.floor(component.copies / count)
  const spare = small - neededOf(component, small)
  if (component.copies % count === 0) return spare
  return Math.min(spare, small + 1 - neededOf(component, small + 1))
}

/** The part of what a cache holds that is left with so many of its copies: all of it where they copy to each other. */
export function heldPart({ attributes, copies, managed }: Component, left: number): number {
  if (managed) return 1
  const replication = wordIn(attributes, 'replication')
  const isWhole =
    replication !== undefined &&
    replication !== 'none' &&
    wordIn(attributes, 'hashing') === undefined
  return isWhole && left > 0 ? 1 : left / copies
}

/** Where copies lie, in the order in which they are dealt; at least one place. */
function placesOf(
  { components }: Model,
  { zones, id }: Component,
): readonly Pick<Copy, 'zone' | 'region'>[] {
  const dealtTo = zones.length > 0 ? zones : [enclosing(components, id, 'zone')]
  const own = enclosing(components, id, 'region')
  return dealtTo.map((zone) => {
    const around = zone >= 0 ? enclosing(components, zone, 'region') : -1
    return { zone, region: around >= 0 ? around : own }
  })
}

function neededOf(component: Component, copies: number): number {
  const { attributes } = component
  const majority = Math.floor(copies / 2) + 1
  const written = numberIn(attributes, 'needs')
  if (written !== undefined) return written
  if (wordIn(attributes, 'needs') === 'quorum') return majority
  return isStore(component) && wordIn(attributes, 'replication') === 'quorum' ? majority : 1
}

/** The region whose event takes a managed component, or -1. */
export function regionOf(model: Model, component: Component): number {
  return enclosing(model.components, component.id, 'region')
}
