// The public side of directed graphs and of the traffic through them: the same functions as inside, with their
// arguments checked. What is out of range is a RangeError that says which argument, where, and what it was.

import {
  checkAmount,
  checkIndexes,
  checkLength,
  checkList,
  checkNode,
  checkObject,
  checkWhole,
  mostNumbered,
} from './checks.ts'
import * as digraphs from './digraph.ts'
import * as dominance from './dominators.ts'
import * as needs from './needs.ts'
import * as singlePoints from './single-points.ts'
import * as traffic from './traffic.ts'
import * as waiting from './waiting-time.ts'

/** Edges as two parallel arrays; O(nodes + edges). RangeError for an edge to no node. */
export function digraph(
  nodeCount: number,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
): digraphs.Digraph {
  checkWhole('nodeCount', nodeCount, 0, mostNumbered)
  checkIndexes('sources', sources, nodeCount)
  checkIndexes('targets', targets, nodeCount)
  checkLength('targets', targets, sources.length, 'sources')
  return digraphs.digraph(nodeCount, sources, targets)
}

/** 1 for every node that a root leads to, the roots included; O(nodes + edges). RangeError for a root that is no node. */
export function reachable(graph: digraphs.Digraph, roots: Iterable<number>): Uint8Array {
  checkObject('graph', graph)
  checkObject('roots', roots)
  const known = [...roots]
  checkIndexes('roots', known, graph.nodeCount)
  return digraphs.reachable(graph, known)
}

/**
 * The immediate dominator of each node, the last that every way from the root to it passes: the root's is the root,
 * that of a node without a way is -1. RangeError for a root that is no node.
 */
export function dominators(graph: digraphs.Digraph, root: number): Int32Array {
  checkNode('root', root, graph)
  return dominance.dominators(graph, root)
}

/** Whether every way from the root to `node` passes `by`; a node dominates itself. RangeError for what is no node. */
export function isDominatedBy(idom: Int32Array, node: number, by: number): boolean {
  checkList('idom', idom)
  checkWhole('node', node, 0, idom.length - 1)
  checkWhole('by', by, 0, idom.length - 1)
  return dominance.isDominatedBy(idom, node, by)
}

/**
 * What arrives at each node of an open network in the long run: what begins there, 0 or more, and of what arrives at
 * `sources[i]` the part `parts[i]`, 0 or more, at `targets[i]`. Nodes that feed themselves as much as they get are
 * `unbounded`, and so is all that they lead to. RangeError for what is out of range.
 */
export function arrivals(
  begun: ArrayLike<number>,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
  parts: ArrayLike<number>,
): traffic.Traffic {
  checkList('begun', begun)
  checkWhole('the number of nodes', begun.length, 0, mostNumbered)
  for (let i = 0; i < begun.length; i++) checkAmount(`begun[${i}]`, begun[i]!)
  checkIndexes('sources', sources, begun.length)
  checkIndexes('targets', targets, begun.length)
  checkLength('targets', targets, sources.length, 'sources')
  checkLength('parts', parts, sources.length, 'sources')
  for (let i = 0; i < parts.length; i++) checkAmount(`parts[${i}]`, parts[i]!)
  return traffic.trafficNetwork(begun.length, sources, targets, parts).solve(begun)
}

/**
 * Waiting before servers that share one queue, M/M/c: rates per second, 0 or more; servers 1 to 10 million. Undefined
 * where as much arrives as can be served, or more. RangeError for what is out of range. O(servers).
 */
export function waitingTime(
  arrivalsPerSecond: number,
  servers: number,
  servedPerSecond: number,
): waiting.Waiting | undefined {
  checkAmount('arrivalsPerSecond', arrivalsPerSecond)
  checkWhole('servers', servers, 1, mostNumbered)
  checkAmount('servedPerSecond', servedPerSecond)
  return waiting.waitingTime(arrivalsPerSecond, servers, servedPerSecond)
}

/** O(nodes + members). A group that asks for more members than it has is kept: its owner never serves. */
export function needGraph(given: needs.Needs): needs.NeedGraph {
  checkObject('needs', given)
  checkObject('groups', given.groups)
  checkWhole('nodeCount', given.nodeCount, 0, mostNumbered)
  for (const [index, { owner, atLeast, members }] of given.groups.entries()) {
    checkWhole(`owner of groups[${index}]`, owner, 0, given.nodeCount - 1)
    checkWhole(`atLeast of groups[${index}]`, atLeast, -mostNumbered, mostNumbered)
    checkIndexes(`members of groups[${index}]`, members, given.nodeCount)
  }
  return needs.needGraph(given)
}

/** 1 for each unit that serves while those marked in `down` are down; `down` has an entry for each unit. */
export function serving(graph: needs.NeedGraph, down: Uint8Array): Uint8Array {
  checkObject('graph', graph)
  checkLength('down', down, graph.unitCount, 'units')
  return needs.serving(graph, down)
}

/**
 * What each loss breaks; `up`, an entry for each unit, marks those that serve with everything up. RangeError for a root
 * that is no node.
 */
export function failureAnalysis(
  graph: needs.NeedGraph,
  up: Uint8Array,
): singlePoints.FailureAnalysis {
  checkObject('graph', graph)
  checkLength('up', up, graph.unitCount, 'units')
  const analysis = singlePoints.failureAnalysis(graph, up)
  return {
    ...analysis,
    of(root) {
      checkWhole('root', root, 0, graph.unitOf.length - 1)
      return analysis.of(root)
    },
  }
}
