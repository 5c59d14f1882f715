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
  const { attributes, copies } = component
  const store = isStore(component)
  const count = store ? Math.min(numberIn(attributes, 'shards') ?? 1, copies) : 1
  const dealt: Copy[][] = Array.from({ length: count }, () => [])
  for (let index = 0; index < copies; index++) {
    const shard = index % count
    const place = store ? shard + Math.floor(index / count) : index
    dealt[shard]!.push(placed(model, component, index, place))
  }
  return dealt.map((of) => ({ copies: of, needed: neededOf(component, of.length, store) }))
}

/** The place of a copy that is the `place`th to be dealt to the zones. */
function placed(model: Model, component: Component, index: number, place: number): Copy {
  const { components } = model
  const { zones, id } = component
  const zone = zones.length > 0 ? zones[place % zones.length]! : enclosing(components, id, 'zone')
  const around = zone >= 0 ? enclosing(components, zone, 'region') : -1
  return { index, zone, region: around >= 0 ? around : enclosing(components, id, 'region') }
}

function neededOf(component: Component, copies: number, store: boolean): number {
  const { attributes } = component
  const majority = Math.floor(copies / 2) + 1
  const written = numberIn(attributes, 'needs')
  if (written !== undefined) return written
  if (wordIn(attributes, 'needs') === 'quorum') return majority
  return store && wordIn(attributes, 'replication') === 'quorum' ? majority : 1
}

/** The region whose event takes a managed component, or -1. */
export function regionOf(model: Model, component: Component): number {
  return enclosing(model.components, component.id, 'region')
}
