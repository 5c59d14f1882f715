// What lies where: kinds by their role, containers and what is inside them, by walking parents.
// Part of the oracle of "serves", which reads the model alone and shares no code with src/analysis.

import type { Component, Model } from '#src/model/model.ts'

const containerKinds = ['group', 'system', 'network', 'region', 'zone', 'pool']
const brokerKinds = ['queue', 'topic', 'stream']
const storeKinds = ['database', 'cache', 'search', 'warehouse', 'blob', ...brokerKinds]

export const isContainer = (one: Component): boolean => containerKinds.includes(one.builtin)
export const isPool = (one: Component): boolean => one.builtin === 'pool'
export const isBroker = (one: Component): boolean => brokerKinds.includes(one.builtin)
export const isStore = (one: Component): boolean => storeKinds.includes(one.builtin)
export const isDatabase = (one: Component): boolean => one.builtin === 'database'
export const isMonitor = (one: Component): boolean => one.builtin === 'monitor'
export const isClient = (one: Component): boolean => one.builtin === 'client'
export const spreads = (one: Component): boolean => one.builtin === 'lb' || one.builtin === 'dns'
export const consumes = (one: Component): boolean =>
  one.builtin === 'worker' || one.builtin === 'function'

export function componentOf(model: Model, id: number): Component {
  const one = model.components[id]
  if (!one) throw new Error(`no component ${id}`)
  return one
}

/** The containers around it, innermost first. */
export function around(model: Model, id: number): readonly Component[] {
  const parent = componentOf(model, id).parent
  if (parent < 0) return []
  return [componentOf(model, parent), ...around(model, parent)]
}

export function isInside(model: Model, id: number, container: number): boolean {
  return around(model, id).some((one) => one.id === container)
}

export function nearest(model: Model, id: number, kind: 'zone' | 'region'): number | undefined {
  return around(model, id).find((one) => one.builtin === kind)?.id
}

/** Every component inside at any depth, containers themselves apart. */
export function allInside(model: Model, container: number): readonly Component[] {
  return model.components.filter((one) => !isContainer(one) && isInside(model, one.id, container))
}

/** Those for which an edge out of the container stands. */
export function sendersInside(model: Model, container: number): readonly Component[] {
  return allInside(model, container).filter((one) => !isClient(one) && !isMonitor(one))
}

/** A pool's interchangeable members. */
export function membersOf(model: Model, pool: number): readonly Component[] {
  return sendersInside(model, pool).filter((one) => one.builtin !== 'scheduler')
}
