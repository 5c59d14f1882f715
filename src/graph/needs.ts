// A graph of needs: a node serves while it is up and each of its groups does; a group does while at least
// `atLeast` of its members serve. Nodes that need each other through groups of which every member is
// needed form one unit, up when all are; over units serving is the least fixed point, so that going round
// through alternatives adds nothing. `NeedGraph` is built once per question and never changed.

import { digraph } from './digraph.ts'
import { strongComponents } from './strong-components.ts'

export interface Needs {
  readonly nodeCount: number
  /** Groups in any order: who needs, how many of the members, and the members. */
  readonly groups: readonly NeedGroup[]
}

export interface NeedGroup {
  readonly owner: number
  readonly atLeast: number
  readonly members: readonly number[]
}

/** Needs with units made: groups belong to units and name units. */
export interface NeedGraph {
  readonly unitOf: Int32Array
  readonly unitCount: number
  /** Groups of unit u: groupOffsets[u] … groupOffsets[u + 1] - 1. */
  readonly groupOffsets: Int32Array
  readonly owner: Int32Array
  readonly atLeast: Int32Array
  readonly memberOffsets: Int32Array
  readonly members: Int32Array
  /** Groups that unit u is a member of, once per group: inOffsets[u] … */
  readonly inOffsets: Int32Array
  readonly inGroups: Int32Array
  /** The graph's group for each group that was given; -1 for one that needs all its members. */
  readonly groupOf: Int32Array
}

/** O(nodes + members). A group that cannot be satisfied (atLeast > members) is kept: its owner never serves. */
export function needGraph(needs: Needs): NeedGraph {
  const { unitOf, unitCount } = unitsOf(needs)
  const owners: number[] = []
  const atLeast: number[] = []
  const memberOffsets: number[] = [0]
  const members: number[] = []
  const given = new Int32Array(needs.groups.length).fill(-1)
  const addSingle = (owner: number, unit: number) => {
    owners.push(owner)
    atLeast.push(1)
    memberOffsets.push(members.push(unit))
  }
  const add = (owner: number, least: number, ids: Iterable<number>) => {
    owners.push(owner)
    atLeast.push(least)
    for (const id of ids) members.push(id)
    memberOffsets.push(members.length)
  }
  for (const [place, group] of needs.groups.entries()) {
    const owner = unitOf[group.owner]!
    if (group.members.length === 1 && group.atLeast === 1) {
      const unit = unitOf[group.members[0]!]!
      if (unit !== owner) addSingle(owner, unit)
      continue
    }
    const units = group.members.map((member) => unitOf[member]!)
    if (group.atLeast !== group.members.length) {
      given[place] = owners.length
      // The own unit cannot help to serve itself; another is listed once per member that it stands for.
      add(
        owner,
        group.atLeast,
        units.filter((unit) => unit !== owner),
      )
      continue
    }
    for (const unit of new Set(units)) if (unit !== owner) addSingle(owner, unit)
  }
  return index(unitOf, unitCount, owners, atLeast, memberOffsets, members, given)
}

function unitsOf(needs: Needs): { unitOf: Int32Array; unitCount: number } {
  const sources: number[] = []
  const targets: number[] = []
  for (const group of needs.groups) {
    if (group.atLeast !== group.members.length) continue
    for (const member of group.members) {
      sources.push(group.owner)
      targets.push(member)
    }
  }
  const { of, count } = strongComponents(digraph(needs.nodeCount, sources, targets))
  return { unitOf: of, unitCount: count }
}

function index(
  unitOf: Int32Array,
  unitCount: number,
  owners: readonly number[],
  atLeast: readonly number[],
  memberOffsets: readonly number[],
  members: readonly number[],
  given: Int32Array,
): NeedGraph {
  // Groups are sorted by owner with a counting sort.
  const groupOffsets = new Int32Array(unitCount + 1)
  for (const owner of owners) groupOffsets[owner + 1]!++
  for (let u = 0; u < unitCount; u++) groupOffsets[u + 1]! += groupOffsets[u]!
  const place = groupOffsets.slice(0, unitCount)
  const order = new Int32Array(owners.length)
  const placeOf = new Int32Array(owners.length)
  for (let g = 0; g < owners.length; g++) {
    placeOf[g] = place[owners[g]!]!++
    order[placeOf[g]!] = g
  }

  const sortedOwner = new Int32Array(owners.length)
  const sortedLeast = new Int32Array(owners.length)
  const sortedOffsets = new Int32Array(owners.length + 1)
  const sortedMembers = new Int32Array(members.length)
  let at = 0
  for (let i = 0; i < order.length; i++) {
    const g = order[i]!
    sortedOwner[i] = owners[g]!
    sortedLeast[i] = atLeast[g]!
    for (let m = memberOffsets[g]!; m < memberOffsets[g + 1]!; m++)
      sortedMembers[at++] = members[m]!
    sortedOffsets[i + 1] = at
  }
  const { offsets, targets } = memberships(unitCount, sortedOffsets, sortedMembers)
  return {
    unitOf,
    unitCount,
    groupOffsets,
    owner: sortedOwner,
    atLeast: sortedLeast,
    memberOffsets: sortedOffsets,
    members: sortedMembers,
    inOffsets: offsets,
    inGroups: targets,
    groupOf: given.map((g) => (g < 0 ? -1 : placeOf[g]!)),
  }
}

function memberships(unitCount: number, memberOffsets: Int32Array, members: Int32Array) {
  const groups = new Int32Array(members.length)
  for (let g = 0; g + 1 < memberOffsets.length; g++) {
    groups.fill(g, memberOffsets[g]!, memberOffsets[g + 1]!)
  }
  return digraph(unitCount, members, groups)
}

/** 1 for each unit that serves while the units marked in `down` are down; O(nodes + members). */
export function serving(graph: NeedGraph, down: Uint8Array): Uint8Array {
  const { unitCount, groupOffsets, owner, atLeast, inOffsets, inGroups } = graph
  const serves = new Uint8Array(unitCount)
  const missing = atLeast.slice()
  const openGroups = new Int32Array(unitCount)
  for (let u = 0; u < unitCount; u++) openGroups[u] = groupOffsets[u + 1]! - groupOffsets[u]!
  const queue: number[] = []
  for (let g = 0; g < missing.length; g++) if (missing[g]! <= 0) openGroups[owner[g]!]!--
  for (let u = 0; u < unitCount; u++) if (openGroups[u] === 0 && !down[u]) queue.push(u)
  while (queue.length > 0) {
    const u = queue.pop()!
    serves[u] = 1
    for (let i = inOffsets[u]!; i < inOffsets[u + 1]!; i++) {
      const g = inGroups[i]!
      if (--missing[g]! !== 0) continue
      const o = owner[g]!
      if (--openGroups[o]! === 0 && !down[o]) queue.push(o)
    }
  }
  return serves
}
