// The tree of a random architecture: regions, zones, groups and pools inside each other, components
// anywhere in them, and what each component runs on.

import { inside, isBroker, isContainer, isStore, type Node, type Plan } from './plan.ts'
import type { Random } from './random.ts'

const kinds = [
  ...['service', 'service', 'service', 'service', 'gateway', 'lb', 'lb', 'dns', 'cdn'],
  ...['function', 'worker', 'worker', 'database', 'database', 'database', 'cache', 'cache'],
  ...['blob', 'search', 'warehouse', 'queue', 'queue', 'topic', 'stream', 'lock', 'external'],
  ...['scheduler', 'scheduler', 'monitor'],
]
const alikes = ['service', 'database', 'worker', 'cache', 'lb', 'queue', 'external', 'function']
const syllables = ['ka', 'lo', 'mi', 'ra', 'tu', 'ne', 'so', 'vi', 'po', 'de', 'gu', 'ha']

export function plantNodes(random: Random, plan: Plan, components: number): void {
  const name = namer(random)
  const add = (kind: string, parent?: Node): Node => {
    const node: Node = { name: name(), kind, parent, children: [], attributes: [], copies: 1 }
    plan.nodes.push(node)
    parent?.children.push(node)
    return node
  }
  if (random.chance(0.7)) plantContainers(random, add, components)
  for (let i = random.chance(0.5) ? 1 : 2; i > 0; i--) add('client')
  for (let i = 0; i < components; i++) add(random.pick(kinds), placeFor(random, plan))
  if (random.chance(0.35)) plantPool(random, plan, add)
  if (random.chance(0.2))
    for (let i = 2 + random.below(3); i > 0; i--) add('database', placeFor(random, plan))
}

/** What each component runs on; zones and other components are known by now. */
export function equip(random: Random, plan: Plan): void {
  for (const node of plan.nodes) {
    if (isContainer(node) || node.kind === 'client' || node.kind === 'monitor') continue
    if (random.chance(0.75)) equipCopies(random, plan, node)
    if (isStore(node)) equipStore(random, node)
    if (node.kind === 'cache' && random.chance(0.5)) shield(random, plan, node)
    if (isBroker(node) && random.chance(0.25)) deadLetters(random, plan, node)
  }
}

function namer(random: Random): () => string {
  let count = 0
  return () => {
    count++
    const word = random.pick(syllables) + random.pick(syllables)
    return random.chance(0.1) ? `${word}-${count}` : `${word}${count}`
  }
}

type Add = (kind: string, parent?: Node) => Node

function plantContainers(random: Random, add: Add, components: number): void {
  const regions = random.below(3)
  for (let i = 0; i < regions; i++) {
    const region = add('region', random.chance(0.1) ? add('system') : undefined)
    for (let zones = random.below(4); zones > 0; zones--) add('zone', region)
    if (random.chance(0.3)) add('group', region)
    if (random.chance(0.05)) add('zone', add('region', region))
  }
  if (random.chance(0.3)) add('zone', random.chance(0.3) ? add('zone') : undefined)
  const groups = random.below(components > 12 ? 4 : 2)
  for (let i = 0; i < groups; i++) {
    const group = add(random.pick(['group', 'system', 'network']))
    if (random.chance(0.3)) add(random.pick(['group', 'network', 'pool']), group)
  }
}

function plantPool(random: Random, plan: Plan, add: Add): void {
  const pool = add('pool', placeFor(random, plan))
  const kind = random.pick(alikes)
  for (let i = 1 + random.below(3); i > 0; i--)
    add(random.chance(0.9) ? kind : random.pick(kinds), pool)
}

function placeFor(random: Random, plan: Plan): Node | undefined {
  const containers = plan.nodes.filter(isContainer)
  return containers.length === 0 || random.chance(0.4) ? undefined : random.pick(containers)
}

function equipCopies(random: Random, plan: Plan, node: Node): void {
  const managedByNature = ['dns', 'cdn', 'function', 'external'].includes(node.kind)
  if (managedByNature && random.chance(0.6)) return
  if (managedByNature) node.attributes.push('managed: no')
  else if (random.chance(0.12)) node.attributes.push('managed: yes')
  if (random.chance(0.6)) {
    node.copies = 1 + random.below(4)
    node.attributes.push(
      random.chance(0.1) ? `autoscale: ${node.copies}..6` : `replicas: ${node.copies}`,
    )
  }
  if (random.chance(0.28)) node.attributes.push(`needs: ${neededCopies(random, node.copies)}`)
  if (random.chance(0.45)) spreadOverZones(random, plan, node)
}

function neededCopies(random: Random, copies: number): string {
  if (random.chance(0.5)) return 'quorum'
  return String(random.chance(0.1) ? copies + 1 : 1 + random.below(copies))
}

function spreadOverZones(random: Random, plan: Plan, node: Node): void {
  const zones = plan.nodes.filter(({ kind }) => kind === 'zone')
  if (zones.length === 0) return
  const region = plan.nodes.find((one) => one.kind === 'region' && inside(plan, one).includes(node))
  if (region?.children.some(({ kind }) => kind === 'zone') && random.chance(0.3)) {
    node.attributes.push('zones: all')
    return
  }
  const dealt = Array.from({ length: 1 + random.below(3) }, () => random.pick(zones).name)
  node.attributes.push(`zones: [${dealt.join(', ')}]`)
}

function equipStore(random: Random, node: Node): void {
  if (random.chance(0.25))
    node.attributes.push(`replication: ${random.pick(['async', 'sync', 'quorum', 'quorum'])}`)
  if (random.chance(0.3))
    node.attributes.push(`failover: ${random.pick(['auto', 'manual', 'none'])}`)
  if (random.chance(0.25)) node.attributes.push(`shards: ${1 + random.below(node.copies + 1)}`)
}

function shield(random: Random, plan: Plan, cache: Node): void {
  const stores = plan.nodes.filter(({ kind }) => kind === 'database' || kind === 'blob')
  if (stores.length > 0) cache.attributes.push(`for: ${random.pick(stores).name}`)
}

function deadLetters(random: Random, plan: Plan, broker: Node): void {
  const others = plan.nodes.filter((node) => isBroker(node) && node !== broker)
  if (others.length > 0) broker.attributes.push(`dlq: ${random.pick(others).name}`)
}
