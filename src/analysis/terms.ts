// Who needs whom, as a graph of needs (src/graph/needs.ts) over one set of run-time edges: those of the
// whole model or those of a flow. Nodes are components (serving reads; serving writes, where that
// differs) and helpers for containers, alternatives and starts. Each rule of "What an edge means" that
// bears on serving is one function here.
// It is past 250 lines because the rules share one builder.

import type { NeedGroup } from '#src/graph/needs.ts'
import { componentIn } from '#src/model/attributes.ts'
import { isBroker, isContainer } from '#src/model/roles.ts'
import type { RunEdge, System } from './calls.ts'
import { type ReplicaSets, sourcesFor } from './replica-sets.ts'
import type { Freedom } from './shielded.ts'
import { spreadKey } from './spread-key.ts'
import { type Use, useOf } from './use.ts'

/** Nodes of components: their reads, and their writes where these can fail alone; and what leaves a choice. */
export interface Nodes {
  readonly readNodes: ReadonlyMap<number, number>
  readonly writeNodes: ReadonlyMap<number, number>
  /** By group of the model; those of a lb or dns, which spread, are none of them. */
  readonly choices: ReadonlyMap<number, Choice>
}

/** A `|` or `k of` of which fewer targets than all are enough. */
export interface Choice {
  /** Where it stands in the sink: once for each source. */
  readonly places: readonly number[]
  /** The node of each target, by the id of a component or container. */
  readonly targets: ReadonlyMap<number, number>
}

export interface NeedsBuilder extends Nodes {
  /** The node of a start of a flow: its first hops are needed whatever their arrow (rule 5). */
  start(component: number): number
  /** The same, whether or not the component itself is up. */
  callsOf(component: number): number
  /** The node that serves when all of these do. */
  all(nodes: readonly number[]): number
  /** The node of a component's reads, made with all that it needs. */
  read(component: number): number
  /** The node of its reads and writes. */
  whole(component: number): number
}

/** Where builders put their nodes and groups; several may share one, each with nodes of its own. */
export interface NeedsSink {
  nodeCount: number
  readonly groups: NeedGroup[]
}

export interface Ground {
  readonly system: System
  readonly sets: ReplicaSets
  readonly freedom: Freedom
  /** Whether writes can fail where reads do not. */
  readonly writesDiffer: (component: number) => boolean
}

/**
 * What a component is better with and can do without: an optional target, a cache beside its store, the
 * first choice where there is a fallback. The node serves as long as it is there.
 */
export interface Want {
  readonly caller: number
  /** True for a client or external at which a flow starts: it is there, whatever happens. */
  readonly fromOutside: boolean
  readonly node: number
}

/** A need that is always met. */
const met = -1

/**
 * `out`: the edges under consideration by source. `consumers`: workers that poll a broker, by broker. `want`, where
 * it is given, is told of each want, which gets a node that nothing needs.
 */
export function needsBuilder(
  ground: Ground,
  sink: NeedsSink,
  out: (component: number) => readonly RunEdge[],
  consumers: (broker: number) => readonly RunEdge[],
  want?: (want: Want) => void,
): NeedsBuilder {
  const { system, sets, freedom } = ground
  const { components } = system.model
  const readNodes = new Map<number, number>()
  const writeNodes = new Map<number, number>()
  const helpers = new Map<string, number>()
  const unopened: number[] = []
  const choices = new Map<number, { places: number[]; targets: Map<number, number> }>()

  /** Its place in the sink. */
  const add = (owner: number, atLeast: number, members: readonly number[]): number =>
    sink.groups.push({ owner, atLeast, members }) - 1

  const note = (
    group: number,
    place: number,
    targets: readonly (readonly [target: number, node: number])[],
  ) => {
    const known = choices.get(group) ?? { places: [], targets: new Map<number, number>() }
    choices.set(group, known)
    known.places.push(place)
    for (const [to, node] of targets) if (!known.targets.has(to)) known.targets.set(to, node)
  }

  const read = (component: number): number => {
    let node = readNodes.get(component)
    if (node === undefined) {
      node = sink.nodeCount++
      readNodes.set(component, node)
      unopened.push(component)
    }
    return node
  }

  const write = (component: number): number => {
    if (!ground.writesDiffer(component)) return read(component)
    let node = writeNodes.get(component)
    if (node === undefined) {
      node = sink.nodeCount++
      writeNodes.set(component, node)
      add(node, 1, [read(component)])
    }
    return node
  }

  const helper = (
    key: string,
    atLeast: (members: readonly number[]) => number,
    members: readonly number[],
  ): number => {
    if (members.length === 1) return members[0]!
    const distinct = [...new Set(members)]
    if (distinct.length === 1) return distinct[0]!
    const full = `${key} ${distinct.join(' ')}`
    let node = helpers.get(full)
    if (node === undefined) {
      node = sink.nodeCount++
      helpers.set(full, node)
      add(node, atLeast(distinct), distinct)
    }
    return node
  }

  const all = (members: readonly number[]) => helper('all', (distinct) => distinct.length, members)
  const any = (members: readonly number[]) => helper('any', () => 1, members)

  /** Rule 6: one component as a target, with the members of its replica set that the caller calls. */
  const component = (caller: number, to: number, use: Use): number => {
    const set = sets.of(to)
    if (!set) return use === 'reads' ? read(to) : write(to)
    const called = [...new Set([to, ...calledIn(caller, set.members)])]
    const reads = () => any(called.map(read))
    const writes = () => {
      const sources = sourcesFor(set, called)
      const promoted = sources.some((source) => sets.failsOver(source)) ? called.map(read) : []
      return any([...sources.map(write), ...promoted])
    }
    switch (use) {
      case 'reads':
        return reads()
      case 'writes':
        return writes()
      case 'both':
        return all([reads(), writes()])
    }
  }

  const calledIn = (caller: number, members: readonly number[]): readonly number[] => {
    const targets = out(caller)
      .filter((edge) => edge.arrow === '->')
      .flatMap((edge) => system.targetsOf(edge.to))
    return members.filter((member) => targets.includes(member))
  }

  /** Rule 8: a container is one target, served when all its entries are; any member serves for a pool. */
  const target = (to: number, single: (component: number) => number): number => {
    const end = components[to]!
    if (!isContainer(end)) return single(to)
    if (end.builtin === 'pool') return any(system.membersOf(to).map(single))
    return all((system.entries.get(to) ?? []).map((entry) => target(entry, single)))
  }

  /** Rule 4: a message needs the broker that it is written to, and nothing of what is no broker. */
  const message = (edge: RunEdge): number => {
    const { from, to, attributes } = edge
    const use = useOf(attributes)
    const end = components[to]!
    if (!isContainer(end)) return isBroker(end) ? component(from, to, use) : met
    if (end.builtin === 'pool') {
      const members = system.membersOf(to)
      const brokers = members.filter((member) => isBroker(components[member]!))
      return brokers.length < members.length
        ? met
        : any(brokers.map((member) => component(from, member, use)))
    }
    const parts = (system.entries.get(to) ?? []).map((entry) => message({ ...edge, to: entry }))
    const needed = parts.filter((part) => part !== met)
    return needed.length === 0 ? met : all(needed)
  }

  /** What one edge asks for; `first` for the first hop of a flow. */
  const term = (edge: RunEdge, first: boolean): number => {
    const { arrow, from, to, attributes } = edge
    if (arrow === '=>' && !first) return met
    const use = useOf(attributes)
    const node =
      arrow === '~>' && !first ? message(edge) : target(to, (id) => component(from, id, use))
    const fallback = componentIn(attributes, 'fallback')
    if (fallback === undefined || node === met) return node
    if (canBeMissed(to)) want?.({ ...callerOf(edge, first), node })
    return any([node, target(fallback, write)])
  }

  /** A free edge is no need; what lies behind it is wanted, clients and monitors apart. */
  const wanted = (edge: RunEdge, first: boolean): void => {
    if (!want || !canBeMissed(edge.to)) return
    const node = term(edge, first)
    if (node !== met) want({ ...callerOf(edge, first), node })
  }

  const canBeMissed = (to: number): boolean =>
    components[to]!.builtin !== 'client' && components[to]!.builtin !== 'monitor'

  const callerOf = ({ from }: RunEdge, first: boolean) => {
    const { builtin } = components[from]!
    return { caller: from, fromOutside: first && (builtin === 'client' || builtin === 'external') }
  }

  /** A choice that a flow names by several parts of one container is all of them. */
  const termOfChoice = (edges: readonly RunEdge[], first: boolean): number => {
    const nodes = edges.map((edge) => term(edge, first)).filter((node) => node !== met)
    return nodes.length === 0 ? met : all(nodes)
  }

  /** The groups of targets that a component needs (rules 1 to 5), onto `owner`. */
  const open = (owner: number, from: number, first: boolean): void => {
    const { builtin } = components[from]!
    if (isBroker(components[from]!) && !first) return
    const spreads = builtin === 'lb' || builtin === 'dns'
    const classes = spreads ? new Map<string, number[]>() : undefined
    let groups: Map<number, RunEdge[]> | undefined
    for (const edge of out(from)) {
      if (system.isConsumption(edge)) continue
      if (system.model.groups[edge.edge.group]!.needed !== 'all') {
        groups ??= new Map()
        addTo(groups, edge.edge.group, [edge])
        continue
      }
      if (freedom.isFree(edge)) {
        wanted(edge, first)
        continue
      }
      const node = term(edge, first)
      if (node === met) continue
      if (classes && edge.arrow === '->') addTo(classes, spreadKey(system, edge), [node])
      else add(owner, 1, [node])
    }
    for (const group of groups?.values() ?? []) openChoice(owner, group, first, classes)
    for (const members of classes?.values() ?? []) add(owner, 1, [...new Set(members)])
    if (first) openConsumers(owner, from)
  }

  /** A `|` or `k of` group; on a lb or dns a `|` of one kind joins what is spread over. */
  const openChoice = (
    owner: number,
    group: readonly RunEdge[],
    first: boolean,
    classes: Map<string, number[]> | undefined,
  ): void => {
    // Such a group is optional only as a whole.
    const isOptional = group.every((edge) => freedom.isFree(edge))
    if (isOptional && !want) return
    const { needed } = system.model.groups[group[0]!.edge.group]!
    if (needed === 'all') return
    const declared = choicesOf(group)
    const terms = declared.map((edges) => termOfChoice(edges, first))
    const members = terms.filter((node) => node !== met)
    const atLeast = Math.min(needed, terms.length) - (terms.length - members.length)
    if (atLeast <= 0) return
    if (isOptional) {
      const node = sink.nodeCount++
      add(node, atLeast, members)
      want?.({ ...callerOf(group[0]!, first), node })
      return
    }
    const joins =
      classes &&
      needed === 1 &&
      group[0]!.arrow === '->' &&
      new Set(group.map((edge) => spreadKey(system, edge))).size === 1
    if (joins) {
      addTo(classes, spreadKey(system, group[0]!), members)
      return
    }
    const place = add(owner, atLeast, members)
    if (classes || needed >= terms.length) return
    const targets = declared.map((edges, i) => [targetAmong(edges), terms[i]!] as const)
    note(
      group[0]!.edge.group,
      place,
      targets.filter(([, node]) => node !== met),
    )
  }

  /** First hops of a broker that are written from the consumers. */
  const openConsumers = (owner: number, from: number): void => {
    const all = consumers(from)
    const taking = all.filter((edge) => !freedom.isFree(edge))
    for (const edge of want ? all.filter(freedom.isFree) : []) {
      want?.({ caller: from, fromOutside: false, node: read(edge.from) })
    }
    for (const edges of choicesOf(taking)) {
      const workers = edges.map((edge) => read(edge.from))
      // Any member of a pool can take the work.
      const isPool = components[edges[0]!.edge.from]!.builtin === 'pool'
      add(owner, isPool ? 1 : workers.length, workers)
    }
  }

  const callsOf = (from: number): number => {
    const node = sink.nodeCount++
    open(node, from, true)
    settle()
    return node
  }

  const settle = () => {
    while (unopened.length > 0) {
      const from = unopened.pop()!
      open(readNodes.get(from)!, from, false)
    }
  }

  return {
    readNodes,
    writeNodes,
    choices,
    all,
    read(component) {
      const node = read(component)
      settle()
      return node
    },
    whole(component) {
      const node = all([read(component), write(component)])
      settle()
      return node
    },
    start(from) {
      const node = callsOf(from)
      const { builtin } = components[from]!
      if (builtin !== 'client' && builtin !== 'external') add(node, 1, [write(from)])
      settle()
      return node
    },
    callsOf,
  }
}

/** What a choice is for, as the flow has it, or as declared where the flow takes several of its parts. */
function targetAmong(edges: readonly RunEdge[]): number {
  return edges.length === 1 ? edges[0]!.to : edges[0]!.edge.to
}

/** The edges of a group by the declared edge that they stand for: each is one choice. */
function choicesOf(group: readonly RunEdge[]): readonly (readonly RunEdge[])[] {
  return [...Map.groupBy(group, ({ edge }) => edge.id).values()]
}

function addTo<K, T>(lists: Map<K, T[]>, key: K, more: readonly T[]): void {
  const known = lists.get(key)
  if (known) known.push(...more)
  else lists.set(key, [...more])
}
