// Random hops between the nodes of a plan: mostly what systems do (clients call front doors, services
// call stores, brokers hand to workers, databases copy to databases), sometimes anything at all.

import {
  type Aim,
  type Arrow,
  entries,
  inside,
  isBroker,
  isConsumer,
  isContainer,
  isWithin,
  type Node,
  type Plan,
  type PlannedHop,
} from './plan.ts'
import type { Random } from './random.ts'

const fronts = ['dns', 'lb', 'gateway', 'service', 'function', 'cdn', 'external']
const computes = ['service', 'gateway', 'function', 'worker', 'lb', 'external', 'lock']
const stores = ['database', 'cache', 'blob', 'search', 'warehouse']
const brokers = ['queue', 'topic', 'stream']

/** Whom each kind calls by `->`, as systems do. */
const habits: Readonly<Record<string, readonly string[]>> = {
  client: fronts,
  dns: ['lb', 'gateway', 'service', 'dns', 'cdn'],
  cdn: ['blob', 'service', 'lb'],
  lb: ['service', 'service', 'gateway', 'function', 'database', 'queue'],
  gateway: [...computes, 'cache'],
  service: [...computes, ...stores, ...stores, ...brokers],
  function: [...computes, ...stores, ...brokers],
  worker: [...stores, ...stores, ...brokers, ...brokers, 'service', 'external'],
  scheduler: ['worker', 'service', 'function'],
  cache: ['database', 'blob'],
  external: ['gateway', 'service', 'database'],
  monitor: ['service', 'external', 'database'],
}

export function plantHops(random: Random, plan: Plan): void {
  const singles = plan.nodes.filter((node) => !isContainer(node))
  const wanted = Math.ceil(singles.length * (1 + random.below(8) / 10))
  for (const node of singles) {
    if (node.kind === 'client') plantHop(random, plan, [node], '->')
    if (isBroker(node) && random.chance(0.6)) plantHop(random, plan, [node], '~>')
  }
  for (let i = 0; i < wanted; i++) {
    const source = random.pick(singles)
    plantHop(random, plan, sourcesWith(random, singles, source), arrowFor(random, source))
  }
  if (random.chance(0.7)) plantReplicas(random, plan, singles)
  if (random.chance(0.5)) plantShield(random, plan, singles)
  if (random.chance(0.35)) plantCycle(random, plan, singles)
  if (random.chance(0.5)) plantFromContainers(random, plan, singles)
  if (random.chance(0.6)) plantIntoContainers(random, plan, singles)
}

function sourcesWith(random: Random, singles: readonly Node[], source: Node): readonly Node[] {
  const alike = singles.filter((node) => node.kind === source.kind && node !== source)
  return random.chance(0.15) ? [source, ...random.some(alike, 1)] : [source]
}

function arrowFor(random: Random, source: Node): Arrow {
  if (isBroker(source)) return random.chance(0.9) ? '~>' : '->'
  if (random.chance(0.03)) return '=>'
  return random.chance(0.2) ? '~>' : '->'
}

function plantHop(
  random: Random,
  plan: Plan,
  sources: readonly Node[],
  arrow: Arrow,
  among: readonly Node[] = targetsFor(random, plan, sources[0]!, arrow),
): void {
  const open = among.filter((node) => sources.every((from) => isAllowed(plan, from, arrow, node)))
  const targets = random.some(open, 1 + random.below(random.chance(0.5) ? 1 : 3))
  if (targets.length === 0) return
  const mode = modeFor(random, targets.length)
  const aims = targets.map((node) => aim(random, plan, node, arrow))
  plan.hops.push({ sources, arrow, mode, aims })
}

function targetsFor(random: Random, plan: Plan, source: Node, arrow: Arrow): readonly Node[] {
  const singles = plan.nodes.filter((node) => !isContainer(node) && node.kind !== 'client')
  if (random.chance(0.08)) return plan.nodes.filter((node) => !isContainer(node))
  if (arrow === '~>' && isBroker(source))
    return singles.filter((node) => isConsumer(node) || node.kind === 'service')
  if (arrow === '~>') return singles.filter((node) => isBroker(node) || random.chance(0.1))
  const kinds = random.some(habits[source.kind] ?? stores, 2)
  return singles.filter((node) => kinds.includes(node.kind))
}

/** No edge to itself or to what it lies in; a second one between the same ends needs labels. */
function isAllowed(plan: Plan, from: Node, arrow: Arrow, to: Node): boolean {
  if (from === to || isWithin(from, to)) return false
  return !plan.hops.some(
    (hop) =>
      hop.arrow === arrow && hop.sources.includes(from) && hop.aims.some(({ node }) => node === to),
  )
}

function modeFor(random: Random, count: number): PlannedHop['mode'] {
  if (count === 1) return 'all'
  if (random.chance(0.45)) return 'all'
  return random.chance(0.55) ? 'any' : Math.min(count, 2)
}

function aim(random: Random, plan: Plan, node: Node, arrow: Arrow): Aim {
  const attributes: string[] = []
  if (random.chance(0.12)) attributes.push('optional: yes')
  // Without a draw, so that a seed gives the rest of its system as before.
  else if (node.kind === 'cache' && plan.hops.length % 3 === 0) attributes.push('optional: no')
  const fallback = random.chance(0.12) ? fallbackFor(random, plan, node) : undefined
  if (fallback) attributes.push(`fallback: ${fallback.name}`)
  if (random.chance(0.3)) attributes.push(`reads: ${random.pick(['1', '3', '0.5', '0'])}`)
  if (random.chance(0.2)) attributes.push(`writes: ${random.pick(['1', '2', '0'])}`)
  if (arrow === '->' && random.chance(0.15))
    attributes.push(`route: ${random.pick(['"/a"', '"/b"'])}`)
  const label = random.chance(0.15) ? `call ${random.below(1000)}` : undefined
  return { node, label, attributes }
}

function fallbackFor(random: Random, plan: Plan, target: Node): Node | undefined {
  const others = plan.nodes.filter(
    (node) =>
      node !== target &&
      !isContainer(node) &&
      !['client', 'monitor', 'scheduler'].includes(node.kind),
  )
  const same = others.filter((node) => node.kind === target.kind)
  return random.some(same.length > 0 && random.chance(0.6) ? same : others, 1)[0]
}

/** Databases that copy to each other: a chain, a circle, or several into one; callers of some of them. */
function plantReplicas(random: Random, plan: Plan, singles: readonly Node[]): void {
  const databases = random.some(
    singles.filter(({ kind }) => kind === 'database'),
    2 + random.below(3),
  )
  if (databases.length < 2) return
  const copy = (from: Node, to: Node): void => plantHop(random, plan, [from], '=>', [to])
  const [first, ...rest] = databases
  const shape = random.pick(['chain', 'circle', 'fan-in', 'fan-out'])
  if (shape === 'chain' || shape === 'circle')
    for (let i = 1; i < databases.length; i++) copy(databases[i - 1]!, databases[i]!)
  if (shape === 'circle') copy(databases.at(-1)!, first!)
  if (shape === 'fan-in') for (const one of rest) copy(one, first!)
  if (shape === 'fan-out') for (const one of rest) copy(first!, one)
  const callers = singles.filter(({ kind }) => kind === 'service' || kind === 'worker')
  for (const caller of random.some(callers, 2)) {
    const called = random.some(databases, 1 + random.below(2))
    for (const one of called) plantHop(random, plan, [caller], '->', [one])
  }
}

/** One caller of a cache and of a store behind it. */
function plantShield(random: Random, plan: Plan, singles: readonly Node[]): void {
  const [cache] = random.some(
    singles.filter(({ kind }) => kind === 'cache'),
    1,
  )
  const stores = singles.filter(({ kind }) => kind === 'database' || kind === 'blob')
  const callers = singles.filter(({ kind }) => ['service', 'worker', 'function'].includes(kind))
  if (!cache || stores.length === 0 || callers.length === 0) return
  const caller = random.pick(callers)
  const own = stores.filter(({ name }) => cache.attributes.includes(`for: ${name}`))
  plantHop(random, plan, [caller], '->', [cache])
  plantHop(random, plan, [caller], '->', [random.pick(own.length > 0 ? own : stores)])
}

/** Components that call each other in a circle, one hop of it perhaps with a way around. */
function plantCycle(random: Random, plan: Plan, singles: readonly Node[]): void {
  const able = singles.filter(({ kind }) =>
    ['service', 'gateway', 'function', 'lb', 'database', 'cache', 'lock'].includes(kind),
  )
  const ring = random.some(able, 2 + random.below(2))
  if (ring.length < 2) return
  ring.forEach((node, index) => {
    const next = ring[(index + 1) % ring.length]!
    const others = random.chance(0.35) ? random.some(able, 1) : []
    const aims = [...new Set([next, ...others])].filter((to) => isAllowed(plan, node, '->', to))
    if (aims.length === 0) return
    plan.hops.push({
      sources: [node],
      arrow: '->',
      mode: aims.length > 1 ? 'any' : 'all',
      aims: aims.map((to) => ({ node: to, label: undefined, attributes: [] })),
    })
  })
}

function plantFromContainers(random: Random, plan: Plan, singles: readonly Node[]): void {
  const filled = plan.nodes.filter((node) => isContainer(node) && entries(plan, node).length > 0)
  for (const container of random.some(filled, 1 + random.below(2))) {
    const isOwn = random.chance(0.3) && inside(plan, container).length > 2
    const targets = singles.filter(
      (node) =>
        ['database', 'cache', 'service', 'queue', 'blob', 'monitor'].includes(node.kind) &&
        (isOwn || !isWithin(node, container)),
    )
    plantHop(random, plan, [container], random.chance(0.8) ? '->' : '~>', targets)
  }
}

function plantIntoContainers(random: Random, plan: Plan, singles: readonly Node[]): void {
  const filled = plan.nodes.filter((node) => isContainer(node) && entries(plan, node).length > 0)
  if (filled.length === 0) return
  for (let i = 1 + random.below(3); i > 0; i--) {
    const kinds = ['client', 'dns', 'lb', 'service', 'gateway', 'monitor', 'queue', 'scheduler']
    const sources = singles.filter(({ kind }) => kinds.includes(kind))
    if (sources.length === 0) return
    const source = random.pick(sources)
    const mixed = random.chance(0.2) ? random.some(singles, 1) : []
    const targets = [...random.some(filled, 2), ...mixed.filter(({ kind }) => kind !== 'client')]
    plantHop(random, plan, [source], isBroker(source) || random.chance(0.15) ? '~>' : '->', targets)
  }
}
