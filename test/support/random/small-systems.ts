// Small systems as people write them, for properties that change a text: each declaration, edge and requirement stands
// on a line of its own, and every name means one thing. Layers of a client, a balancer, services, and what these use.

import { type Random, seeded } from './random.ts'

export interface SmallSystem {
  readonly text: string
  /** `require` lines among them, as written. */
  readonly requirements: readonly string[]
}

const requirements = [
  ...['availability >= 99.9%', 'availability >= 99.999%', 'downtime <= 1h'],
  ...['survive 1 zone', 'survive 1 copy', 'survive 2 copies', 'survive 1 component'],
  ...['latency <= 30ms', 'utilization <= 70%', 'throughput >= 500/s'],
  ...['rpo <= 1m', 'rto <= 5m', 'freshness <= 10s', 'storage <= 1TB', 'cost <= 20'],
  ...['replicas >= 3 for database', 'timeout <= 1s for front', 'backup <= 1d for database'],
]

export function smallSystem(seed: number): SmallSystem {
  const random = seeded(seed)
  const stores = ['orders', 'carts', 'files'].slice(0, 1 + random.below(3))
  const services = ['api', 'auth', 'mail'].slice(0, 1 + random.below(3))
  const outside = ['pay', 'maps'].slice(0, random.below(3))
  const inside = [
    '  zone a',
    '  zone b',
    ...(random.chance(0.6) ? ['  zone c'] : []),
    `  lb front { ${copied(random)}, latency: 1ms, capacity: 900/s }`,
    ...services.map((name) => `  service ${name} { ${running(random)} }`),
    ...stores.map(
      (name) => `  ${random.pick(['database', 'database', 'blob'])} ${name} { ${storing(random)} }`,
    ),
  ]
  const edges = [
    'web -> front',
    ...services.map((name) => `front -> ${name} { route: "/${name}"${calling(random)} }`),
    ...services.flatMap((name) =>
      random
        .some([...stores, ...outside], 1 + random.below(2))
        .map(
          (to) =>
            `${name} -> ${to} { ${random.pick(['reads: 1', 'writes: 1', 'calls: 2'])}${calling(random)} }`,
        ),
    ),
  ]
  const required = random.some(requirements, 3).map((one) => `require ${one}`)
  const lines = [
    `client web { rps: ${random.pick(['100', '400', '2k/s'])}, peak: 2x }`,
    ...outside.map((name) => `external ${name} { ${chance(random)}, latency: 20ms }`),
    'region eu {',
    ...inside,
    '}',
    'monitor eye { interval: 30s, misses: 2 }',
    `eye -> ${random.pick([...services, ...stores])}`,
    ...edges,
    ...required,
  ]
  return { text: `${lines.join('\n')}\n`, requirements: required }
}

function chance(random: Random): string {
  return `availability: ${random.pick(['99%', '99.5%', '99.9%', '99.99%'])}`
}

function copied(random: Random): string {
  const zones = random.chance(0.5)
    ? [`zones: ${random.pick(['all', '[a, b]', '[a]', '[b, a, b]'])}`]
    : []
  return [chance(random), `replicas: ${1 + random.below(4)}`, ...zones].join(', ')
}

function running(random: Random): string {
  if (random.chance(0.1)) return `managed: yes, ${chance(random)}, capacity: 700/s`
  const more = [
    `latency: ${random.pick(['5ms', '10ms', '40ms'])}`,
    `capacity: ${random.pick(['100/s', '300/s', '5k/s'])}`,
    ...(random.chance(0.2) ? ['recovery: 10m'] : []),
    ...(random.chance(0.2) ? ['cost: 3'] : []),
  ]
  return [copied(random), ...more].join(', ')
}

function storing(random: Random): string {
  const more = [
    ...(random.chance(0.3)
      ? [`replication: ${random.pick(['sync', 'async', 'quorum', 'none'])}`]
      : []),
    ...(random.chance(0.3) ? [`failover: ${random.pick(['auto', 'manual', 'none'])}`] : []),
    ...(random.chance(0.3) ? [`needs: ${random.pick(['quorum', '1'])}`] : []),
    ...(random.chance(0.3) ? [`backup: ${random.pick(['30m', '2d'])}`] : []),
    ...(random.chance(0.2) ? ['size: 2TB'] : []),
  ]
  return [running(random), ...more].join(', ')
}

function calling(random: Random): string {
  return random.chance(0.3) ? ', timeout: 2s' : ''
}
