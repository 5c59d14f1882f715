// What is asked for in a random architecture, and what can be done: clients' numbers, rates and shares of flows, calls,
// reads, writes and weights of edges, hits of caches, capacities. Written onto a plan that is there, from a chance of
// its own; a few systems ask for nothing.

import type { Aim, Node, Plan } from './plan.ts'
import { isContainer, isStore } from './plan.ts'
import type { Random } from './random.ts'

export function plantLoad(random: Random, plan: Plan): void {
  const silence = random.chance(0.05) ? 1 : random.chance(0.2) ? 0.5 : 0.1
  for (const node of plan.nodes) {
    if (node.kind === 'client' && !random.chance(silence)) ask(random, node)
    else if (!isContainer(node) && node.kind !== 'monitor') equip(random, node)
  }
  plan.hops.forEach((hop, index) => {
    plan.hops[index] = { ...hop, aims: hop.aims.map((aim) => counted(random, aim, 1)) }
  })
  plan.flows.forEach((flow, index) => {
    const lines = flow.lines.map((line) => ({
      ...line,
      aims: line.aims.map((aim) => counted(random, aim, 0.3)),
    }))
    const isShared = flow.attributes.some((one) => one.startsWith('share'))
    const rate =
      !isShared && random.chance(0.25) ? [`rate: ${random.pick(['5/s', '0.5/s', '40/s'])}`] : []
    const share = !isShared && rate.length === 0 && random.chance(0.1) ? ['share: 20%'] : []
    plan.flows[index] = { ...flow, lines, attributes: [...flow.attributes, ...rate, ...share] }
  })
}

function ask(random: Random, { attributes }: Node): void {
  if (random.chance(0.5))
    attributes.push(`rps: ${random.pick(['100', '0', '7/s', '2k/s', '90/min'])}`)
  else
    attributes.push(
      `users: ${1 + random.below(2000)}`,
      `requests: ${random.pick(['1/min', '3/s', '40/day'])}`,
    )
  if (random.chance(0.6)) attributes.push(`peak: ${random.pick(['1x', '3x', '1.5x', '10x'])}`)
}

function equip(random: Random, node: Node): void {
  const { attributes } = node
  if (random.chance(0.6))
    attributes.push(`capacity: ${random.pick(['0/s', '10/s', '300/s', '5k/s'])}`)
  if (node.kind === 'cache' || node.kind === 'cdn') {
    if (random.chance(0.75))
      attributes.push(`hit: ${random.pick(['0%', '50%', '90%', '99%', '100%'])}`)
  }
  if (isStore(node)) {
    if (random.chance(0.25)) attributes.push(`consistency: ${random.pick(['strong', 'eventual'])}`)
    if (random.chance(0.2)) attributes.push(`leaders: ${1 + random.below(3)}`)
  }
}

/** `often`: how likely each attribute is, compared to a declared edge. */
function counted(random: Random, aim: Aim, often: number): Aim {
  const added: string[] = []
  const add = (chance: number, name: string, values: readonly string[]): void => {
    if (random.chance(chance * often)) added.push(`${name}: ${random.pick(values)}`)
  }
  if (!aim.attributes.some((one) => /^(reads|writes)/.test(one)))
    add(0.35, 'calls', ['0', '0.2', '0.5', '1', '2', '2.5'])
  add(0.3, 'weight', ['0', '0', '1', '3', '0.5'])
  add(0.3, 'retries', ['0', '1', '3', 'unlimited'])
  add(0.1, 'breaker', ['yes', 'no'])
  return { ...aim, attributes: [...aim.attributes, ...added] }
}
