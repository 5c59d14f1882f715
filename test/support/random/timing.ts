// What takes time in a random architecture, written onto a plan that is there: own times, network times, how often
// calls are made and whether at the same time, timeouts and retries; some of it again on the flows' own edges. It
// draws from a chance of its own, so that a text without it stays as it is.

import type { Aim, Node, Plan } from './plan.ts'
import type { Random } from './random.ts'

export function plantTiming(random: Random, plan: Plan): void {
  for (const node of plan.nodes) if (takesTime(node) && random.chance(0.8)) equip(random, node)
  plan.hops.forEach((hop, index) => {
    plan.hops[index] = { ...hop, aims: hop.aims.map((aim) => timed(random, aim, 1)) }
  })
  plan.flows.forEach((flow, index) => {
    const lines = flow.lines.map((line) => ({
      ...line,
      aims: line.aims.map((aim) => timed(random, aim, 0.3)),
    }))
    const target = random.chance(0.5) ? [`latency: ${5 + random.below(200)}ms`] : []
    plan.flows[index] = { ...flow, lines, attributes: [...flow.attributes, ...target] }
  })
}

function takesTime({ kind }: Node): boolean {
  const others = ['client', 'monitor', 'group', 'system', 'network', 'region', 'zone', 'pool']
  return !others.includes(kind)
}

function equip(random: Random, node: Node): void {
  node.attributes.push(`latency: ${random.pick(['0ms', '0.1ms', '1ms', '5ms', '7ms', '40ms'])}`)
  if (node.kind === 'cache' && random.chance(0.7))
    node.attributes.push(`hit: ${random.pick(['0%', '50%', '90%'])}`)
}

/** `often`: how likely each attribute is, compared to a declared edge. */
function timed(random: Random, aim: Aim, often: number): Aim {
  const added: string[] = []
  const add = (chance: number, name: string, values: readonly string[]): void => {
    if (random.chance(chance * often)) added.push(`${name}: ${random.pick(values)}`)
  }
  add(0.4, 'latency', ['0ms', '0.2ms', '2ms', '30ms'])
  if (!aim.attributes.some((one) => /^(reads|writes)/.test(one)))
    add(0.35, 'calls', ['0', '0.2', '1', '2', '2.5', '4', '12'])
  add(0.3, 'parallel', ['yes', 'yes', 'no'])
  add(0.4, 'timeout', ['3ms', '20ms', '50ms', '1s', '3s', '10s'])
  add(0.35, 'retries', ['0', '1', '2', '3', '5', 'unlimited'])
  add(0.1, 'breaker', ['yes', 'no'])
  return { ...aim, attributes: [...aim.attributes, ...added] }
}
