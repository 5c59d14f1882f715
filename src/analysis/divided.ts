// How a whole is divided over what can take it: by weight, over what serves, with a part of 0 for a standby.

import { numberIn } from '#src/model/attributes.ts'
import type { Attributes } from '#src/model/model.ts'
import { isContainer } from '#src/model/roles.ts'
import type { RunEdge } from './calls.ts'
import type { TransferGround } from './layer.ts'
import type { Serves } from './standing.ts'
import { useOf } from './use.ts'

export interface Weighed {
  readonly weight: number
  /** Whether that is the number of its copies: then it changes with them. */
  readonly countsCopies: boolean
  readonly serves: boolean
  readonly isUp: boolean
}

export function weighed(
  ground: TransferGround,
  attributes: Attributes,
  edges: readonly RunEdge[],
  end: number,
  serves: Serves,
): Weighed {
  const { standing } = ground
  const isPool = ground.reliability.system.model.components[end]!.builtin === 'pool'
  const hold = (holds: (component: number) => boolean): boolean =>
    isPool
      ? edges.some(({ to }) => allIn(ground, to, holds))
      : edges.every(({ to }) => allIn(ground, to, holds))
  const copies = edges.reduce((sum, { to }) => sum + copiesIn(ground, to), 0)
  const use = useOf(attributes) === 'reads' ? 'reads' : 'writes'
  return {
    weight: numberIn(attributes, 'weight') ?? copies,
    countsCopies: !attributes.has('weight'),
    serves: hold((id) => serves(id, use)),
    isUp: hold(standing.isUp),
  }
}

/** One of several among which a request goes to one. */
export interface Choice {
  /** What all of them have in common. */
  readonly name: string
  readonly weight: number
  readonly countsCopies: boolean
  /** What the others weigh together. */
  readonly others: number
  /** Whether the others take over what is lost of it; of a queue's consumers messages wait. */
  readonly takesOver: boolean
}

/** By weight over what serves; where nothing does, over what is up, and else over all: then all of it is lost. A standby has a part of 0. */
export function divided<T extends Weighed>(
  all: readonly T[],
): readonly (T & { readonly part: number; readonly others: number })[] {
  const serving = all.filter((one) => one.serves)
  const up = all.filter((one) => one.isUp)
  const able = new Set(serving.length > 0 ? serving : up.length > 0 ? up : all)
  const sum = [...able].reduce((total, { weight }) => total + weight, 0)
  const partOf = ({ weight }: T): number => (sum > 0 ? weight / sum : 1 / able.size)
  return all.flatMap((one) =>
    able.has(one) ? [{ ...one, part: partOf(one), others: sum - one.weight }] : [],
  )
}

function copiesIn({ reliability: { system }, standing }: TransferGround, to: number): number {
  return system.targetsOf(to).reduce((sum, id) => sum + standing.copies(id), 0)
}

/** Of a pool one member is enough, of other containers all entries are wanted. */
function allIn(ground: TransferGround, to: number, holds: (component: number) => boolean): boolean {
  const { system } = ground.reliability
  const target = system.model.components[to]!
  if (!isContainer(target)) return holds(to)
  if (target.builtin === 'pool') return system.membersOf(to).some(holds)
  return (system.entries.get(to) ?? []).every((entry) => allIn(ground, entry, holds))
}
