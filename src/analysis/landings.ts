// Where a way out of a component ends: at each entry of a container, at the members of a pool, each with its part. What
// does not serve hands its part to its fallback, or to members of its replica set that the caller calls.

import { componentIn } from '#src/model/attributes.ts'
import { isContainer } from '#src/model/roles.ts'
import type { RunEdge } from './calls.ts'
import { type Choice, divided } from './divided.ts'
import type { TransferGround } from './layer.ts'
import { sourcesFor } from './replica-sets.ts'
import type { Serves } from './standing.ts'
import { useOf } from './use.ts'
import type { Way } from './ways.ts'

/** Where a part of the calls along an edge ends. */
export interface Landing {
  readonly to: number
  readonly reads: number
  readonly writes: number
  readonly choice: Choice | undefined
}

/** Where the part of a way ends: at each entry of a container, over the members of a pool, or where it moves to. */
export function landingsOf(
  ground: TransferGround,
  siblings: readonly RunEdge[],
  { edges, end, part, choice }: Way,
  serves: Serves,
): readonly (readonly [RunEdge, Landing])[] {
  const { components } = ground.reliability.system.model
  const named = edges.map(({ to }) => to)
  const { edge: declared } = edges[0]!
  // Of a pool of which members are named, by a flow or as those that poll, these are to choose from.
  const isNarrowed = components[end]!.builtin === 'pool' && !named.includes(end)
  const members = isNarrowed
    ? overMembers(ground, named, part, choice, `pool ${end} ${declared.id}`, serves)
    : []
  return edges.flatMap((edge) => {
    const landings = isNarrowed
      ? members.filter(({ to }) => to === edge.to)
      : opened(ground, edge.to, part, choice, serves)
    // What polls takes nothing that it cannot have; its fallback is for the broker.
    if (end !== declared.to) return landings.map((landing) => [edge, landing] as const)
    return landings
      .flatMap((landing) => moved(ground, siblings, edge, landing, serves))
      .map((landing) => [edge, landing] as const)
  })
}

function opened(
  ground: TransferGround,
  to: number,
  part: number,
  choice: Choice | undefined,
  serves: Serves,
): readonly Landing[] {
  const { system } = ground.reliability
  const target = system.model.components[to]!
  if (!isContainer(target)) return [{ to, reads: part, writes: part, choice }]
  if (target.builtin === 'pool')
    return overMembers(ground, system.membersOf(to), part, choice, `pool ${to}`, serves)
  const entries = system.entries.get(to) ?? []
  return entries.flatMap((entry) => opened(ground, entry, part, choice, serves))
}

/** `name`: what the members have in common where nothing else stands for them. */
function overMembers(
  ground: TransferGround,
  members: readonly number[],
  part: number,
  choice: Choice | undefined,
  name: string,
  serves: Serves,
): readonly Landing[] {
  const { standing } = ground
  const all = members.map((to) => ({
    to,
    weight: standing.copies(to),
    countsCopies: true,
    serves: serves(to, 'reads'),
    isUp: standing.isUp(to),
  }))
  // Where the whole weighs as much as its members, each of these is one of all.
  const beside = choice?.countsCopies ? choice.others : 0
  const among = { name: choice?.takesOver ? choice.name : name, takesOver: true }
  return divided(all).map(({ to, part: own, weight, countsCopies, others }) => ({
    to,
    reads: part * own,
    writes: part * own,
    choice: { ...among, weight, countsCopies, others: others + beside },
  }))
}

/** What does not serve hands its part to its fallback, or to members of its replica set that the caller calls. */
function moved(
  ground: TransferGround,
  siblings: readonly RunEdge[],
  edge: RunEdge,
  landing: Landing,
  serves: Serves,
): readonly Landing[] {
  const { to, reads, writes } = landing
  if (!ground.standing.isHurt || (serves(to, 'reads') && serves(to, 'writes'))) return [landing]
  // What it weighs says nothing of those that it moves to.
  const choice = landing.choice && { ...landing.choice, countsCopies: false }
  const fallback = componentIn(edge.attributes, 'fallback')
  const use = useOf(edge.attributes) === 'reads' ? 'reads' : 'writes'
  if (fallback !== undefined && !serves(to, use))
    return opened(ground, fallback, reads, choice, serves)
  const set = ground.reliability.sets.of(to)
  if (!set) return [landing]
  return [...overSet('reads', reads), ...overSet('writes', writes)]

  function overSet(kind: 'reads' | 'writes', part: number): readonly Landing[] {
    const stays = { to, reads: 0, writes: 0, choice, [kind]: part }
    if (serves(to, kind)) return [stays]
    const called = calledIn(ground, siblings, set!.members)
    const readable = called.filter((id) => serves(id, 'reads'))
    if (kind === 'reads') {
      if (readable.length === 0) return [stays]
      const members = overMembers(ground, readable, part, choice, `set ${to}`, serves)
      return members.map((one) => ({ ...one, writes: 0, choice }))
    }
    const sources = sourcesFor(set!, [to, ...called])
    const source = sources.find((id) => serves(id, 'writes'))
    const isPromoted = sources.some((id) => ground.reliability.sets.failsOver(id))
    const instead = source ?? (isPromoted ? readable[0] : undefined)
    return [instead === undefined ? stays : { to: instead, reads: 0, writes: part, choice }]
  }
}

function calledIn(
  { reliability: { system } }: TransferGround,
  siblings: readonly RunEdge[],
  members: readonly number[],
): readonly number[] {
  const called = siblings
    .filter(({ arrow }) => arrow === '->')
    .flatMap(({ to }) => system.targetsOf(to))
  return members.filter((member) => called.includes(member))
}
