// A random system of layers over two or three regions as `.arch` text: clients, names, front doors, services and
// stores, each layer calling the next by commas, alternatives, so many of, or messages. Made for what places and
// choices do together, which systems of any kind (./random-model.ts) rarely show.

import { type Random, seeded } from './random/random.ts'

const layers = [
  ['dns', 'cdn', 'gateway', 'lb'],
  ['lb', 'gateway', 'service'],
  ['service', 'service', 'lb', 'function', 'external'],
  ['service', 'database', 'cache', 'external', 'queue'],
  ['database', 'external', 'service'],
]

interface Node {
  readonly name: string
  readonly text: string
  readonly kind: string
  readonly region: number
}

export function randomRegions(seed: number): string {
  const random = seeded(seed)
  const regions = 2 + random.below(2)
  const zones = Array.from({ length: regions }, (_, region) =>
    ['a', 'b'].slice(0, random.below(3)).map((zone) => `r${region}.${zone}`),
  )
  const nodes = layers.map((kinds, layer) =>
    Array.from({ length: 1 + random.below(3) }, (_, place) =>
      node(random, random.pick(kinds), `${'vwxyz'[layer]}${place}`, zones),
    ),
  )
  const blocks = zones.map((names, region) => {
    const inside = nodes.flat().filter((one) => one.region === region)
    const body = [...names.map((zone) => `zone ${zone.split('.')[1]}`), ...inside.map(textOf)]
    return `region r${region} { ${body.join(' ')} }`
  })
  const outside = nodes.flat().filter((one) => one.region < 0)
  const hops = nodes.flatMap((layer, index) => {
    const after = nodes.slice(index + 1).flat()
    return layer.flatMap((from) => hopsFrom(random, from.name, after))
  })
  const first = hopsFrom(random, 'web', random.chance(0.6) ? nodes[0]! : nodes.flat())
  const back = random.chance(0.25) ? backwards(random, nodes) : []
  const all = [...first, ...hops, ...back]
  return `${['client web', ...blocks, ...outside.map(textOf), ...all.map(({ text }) => text), ...flows(random, all)].join('\n')}\n`
}

const textOf = ({ text }: Node): string => text

function node(random: Random, kind: string, name: string, zones: readonly string[][]): Node {
  const region = random.chance(0.75) ? random.below(zones.length) : -1
  const attributes: string[] = []
  if (random.chance(0.15)) attributes.push('managed: yes')
  else if (random.chance(0.6)) attributes.push(`replicas: ${1 + random.below(3)}`)
  const among = zones.flat()
  if (among.length > 0 && random.chance(0.4))
    attributes.push(`zones: [${random.some(among, 1 + random.below(2)).join(', ')}]`)
  if (kind === 'database' && random.chance(0.2)) attributes.push('failover: manual')
  return { name, kind, region, text: `${kind} ${name} { ${attributes.join(', ')} }` }
}

interface Hop {
  readonly text: string
  readonly edges: readonly string[]
}

function hopsFrom(random: Random, from: string, after: readonly Node[]): readonly Hop[] {
  if (after.length === 0 || random.chance(0.1)) return []
  const targets = random.some(after, 1 + random.below(3)).map((one) => one.name)
  const arrow = random.chance(0.9) ? '->' : '~>'
  const optional = random.chance(0.08) ? ' { optional: yes }' : ''
  const last = `${targets.at(-1)}${optional}`
  const written = [...targets.slice(0, -1), last]
  const edges = targets.map((to) => `${from} ${arrow} ${to}`)
  if (targets.length > 2 && random.chance(0.3))
    return [{ text: `${from} ${arrow} 2 of (${written.join(', ')})`, edges }]
  return [{ text: `${from} ${arrow} ${written.join(random.chance(0.65) ? ' | ' : ', ')}`, edges }]
}

function backwards(random: Random, nodes: readonly (readonly Node[])[]): readonly Hop[] {
  const from = random.pick(nodes.slice(2).flat())
  return hopsFrom(random, from.name, nodes.slice(0, 2).flat())
}

/** Some of the edges each: now and then all, or those of a few hops. */
function flows(random: Random, hops: readonly Hop[]): readonly string[] {
  const edges = hops.flatMap((hop) => hop.edges)
  return Array.from({ length: random.below(3) }, (_, index) => {
    const taken = edges.filter(() => random.chance(0.9))
    return taken.length === 0 ? '' : `flow "F${index}" { ${taken.join('  ')} share: 20% }`
  })
}
