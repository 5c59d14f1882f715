// Random flows over the hops of a plan: walks from a client, a broker, a scheduler or anywhere, that
// leave some edges out, narrow containers to their parts and write attributes of their own.

import {
  type Aim,
  entries,
  type FlowLine,
  inside,
  isBroker,
  isConsumer,
  isContainer,
  isWithin,
  type Node,
  type Plan,
  type PlannedFlow,
} from './plan.ts'
import type { Random } from './random.ts'

/** One declared edge. */
interface Single {
  readonly from: Node
  readonly arrow: FlowLine['arrow']
  readonly aim: Aim
}

export function plantFlows(random: Random, plan: Plan): void {
  const singles = plan.hops.flatMap(({ sources, arrow, aims }) =>
    sources.flatMap((from) => aims.map((aim) => ({ from, arrow, aim }))),
  )
  if (singles.length === 0) return
  const count = random.below(4)
  for (let i = 0; i < count; i++) {
    const start = random.pick(startsOf(random, plan))
    const taken = random.chance(0.15)
      ? random.some(singles, 1 + random.below(5))
      : walk(random, plan, singles, start)
    const lines = linesOf(random, plan, taken)
    if (lines.length > 0) plan.flows.push(flow(random, `Flow ${i + 1}`, lines))
  }
}

/** Where a flow may begin: mostly at clients, else at what works by itself, else anywhere. */
function startsOf(random: Random, plan: Plan): readonly Node[] {
  const of = (...kinds: string[]): readonly Node[] =>
    plan.nodes.filter(({ kind }) => kinds.includes(kind))
  const others = of('scheduler', 'queue', 'topic', 'stream', 'external')
  if (others.length > 0 && random.chance(0.3)) return others
  if (random.chance(0.7)) return of('client')
  return plan.nodes.filter((node) => !isContainer(node) && node.kind !== 'monitor')
}

/** Edges reached from the start, each taken with a good chance. */
function walk(
  random: Random,
  plan: Plan,
  singles: readonly Single[],
  start: Node,
): readonly Single[] {
  const taken = new Set<Single>()
  const seen = new Set<Node>()
  const waiting = [start]
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    const node = at
    for (const single of singles) {
      const isTaken = isConsumer(single.from) && isBroker(single.aim.node)
      const [from, to] = isTaken ? [single.aim.node, single.from] : [single.from, single.aim.node]
      if ((from !== node && !isWithin(node, from)) || !random.chance(0.8)) continue
      taken.add(single)
      waiting.push(...(isContainer(to) ? inside(plan, to) : [to]))
    }
  }
  return [...taken]
}

function linesOf(random: Random, plan: Plan, taken: readonly Single[]): readonly FlowLine[] {
  const lines = new Map<string, FlowLine>()
  for (const single of random.shuffled(taken)) {
    const from = narrowed(random, single.from, senders(plan, single.from))
    const entry = entries(plan, single.aim.node)
    const to =
      single.from.kind === 'monitor' ? single.aim.node : narrowed(random, single.aim.node, entry)
    if (from === to || isWithin(from, to)) continue
    const key = `${from.name} ${single.arrow} ${random.chance(0.5) ? to.name : ''}`
    const line = lines.get(key) ?? { from, arrow: single.arrow, aims: [] }
    if (line.aims.some(({ node }) => node === to)) continue
    lines.set(key, { ...line, aims: [...line.aims, ownAim(random, single.aim, to)] })
  }
  return [...lines.values()]
}

function senders(plan: Plan, container: Node): readonly Node[] {
  return inside(plan, container).filter(({ kind }) => kind !== 'client' && kind !== 'monitor')
}

function narrowed(random: Random, node: Node, parts: readonly Node[]): Node {
  return isContainer(node) && parts.length > 0 && random.chance(0.4) ? random.pick(parts) : node
}

function ownAim(random: Random, aim: Aim, node: Node): Aim {
  const attributes: string[] = []
  if (random.chance(0.1)) attributes.push(`reads: ${random.pick(['1', '4'])}`)
  if (random.chance(0.1)) attributes.push(`writes: ${random.pick(['1', '2'])}`)
  if (random.chance(0.03)) attributes.push(`optional: ${random.pick(['yes', 'no'])}`)
  return { node, label: random.chance(0.7) ? aim.label : undefined, attributes }
}

/** Shares that never pass 100 % together. */
function flow(random: Random, name: string, lines: readonly FlowLine[]): PlannedFlow {
  const isClients = lines.some(({ from }) => from.kind === 'client')
  const attributes = isClients && random.chance(0.4) ? [`share: ${10 + random.below(20)}%`] : []
  return { name, attributes, lines }
}
