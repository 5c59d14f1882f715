// How likely things fail in a random architecture, written onto a plan that is there: an availability, or the times
// between failures and to mend one, of what runs and of zones and regions; some of them say nothing. More of what stores
// and choices may say and other generators seldom write. From a chance of its own, so that the rest stays as it is.

import { isContainer, isStore, type Node, type Plan } from './plan.ts'
import type { Random } from './random.ts'

export function plantAvailability(random: Random, plan: Plan): void {
  for (const node of plan.nodes) {
    if (canFail(node)) node.attributes.push(...chanceOf(random))
    if (isStore(node)) splitUp(random, node)
  }
  plan.hops.forEach((hop, index) => {
    if (hop.mode === 'all' || !random.chance(0.15)) return
    const aims = hop.aims.map((aim) => ({
      ...aim,
      attributes: [...aim.attributes.filter((one) => !one.startsWith('optional')), 'optional: yes'],
    }))
    plan.hops[index] = { ...hop, aims }
  })
}

function canFail(node: Node): boolean {
  if (node.kind === 'zone' || node.kind === 'region') return true
  return !isContainer(node) && node.kind !== 'client' && node.kind !== 'monitor'
}

function chanceOf(random: Random): readonly string[] {
  if (random.chance(0.3)) return []
  if (random.chance(0.3)) return [`mtbf: ${random.pick(['1h', '30d', '3h'])}`, 'mttr: 1h']
  const chance = random.pick(['0%', '100%', '50%', '90%', '99%', '99.9%', '99.9999999%'])
  // A time to mend alone says nothing.
  return [`availability: ${chance}`, ...(random.chance(0.2) ? ['mttr: 1h'] : [])]
}

/** Shards whose writes need the first copy. */
function splitUp(random: Random, node: Node): void {
  const { attributes, copies } = node
  if (copies < 3 || attributes.some((one) => one.startsWith('shards')) || !random.chance(0.5))
    return
  attributes.push('shards: 2')
  if (!attributes.some((one) => one.startsWith('failover')))
    attributes.push(`failover: ${random.pick(['manual', 'none'])}`)
}
