// Systems whose failures are work to analyse, as `.arch` text. `shopOf` is in the proportions of a real one: layers of
// services in three zones that share stores, with alternatives, quorums, caches and managed parts, and twenty clients
// that each reach a good part of it. `nasty` are shapes that real systems do not have and nobody may hang on.

import type { Generated } from './generate.ts'

const needs = 'require availability >= 99.9%\n'

/** So many components in three zones of one region, for so many flows: each client is the start of one. */
export function shopOf(components: number, flows: number): Generated {
  const rest = components - flows - 4
  const count = (part: number): number => Math.max(3, Math.floor(rest * part))
  const [doors, middles, backs, stores] = [count(0.08), count(0.3), count(0.32), count(0.2)]
  const outside = rest - doors - middles - backs - stores
  const lines = [
    'region eu { availability: 99.99%',
    ...['a', 'b', 'c'].map((zone) => `  zone ${zone} { availability: 99.95% }`),
    ...numbers(doors).map((i) => `  gateway door${i} { replicas: ${2 + (i % 2)}, zones: all }`),
    ...numbers(middles).map((i) => `  service middle${i} { replicas: ${2 + (i % 4)}, zones: all }`),
    ...numbers(backs).map((i) => `  service back${i} { ${backOf(i)} }`),
    ...numbers(stores).map((i) => `  database store${i} { ${storeOf(i)} }`),
    '}',
    ...numbers(outside).map((i) => `external partner${i} { availability: 99.9% }`),
    ...numbers(flows).map((i) => `client web${i} { users: 10k, requests: 20/day }`),
    ...numbers(flows).map(
      (i) =>
        `web${i} -> ${names(
          'eu.door',
          doors,
          numbers(Math.max(3, doors / 5)).map((j) => i + j * 3),
        ).join(', ')}`,
    ),
    ...numbers(doors).map(
      (i) =>
        `eu.door${i} -> ${names(
          'eu.middle',
          middles,
          numbers(6).map((j) => i * 4 + j * 5),
        ).join(', ')}`,
    ),
    ...numbers(middles).map((i) => `eu.middle${i} -> ${middleCalls(i, backs)}`),
    ...numbers(backs).flatMap((i) => backCalls(i, stores, outside)),
  ]
  return { text: `${lines.join('\n')}\n`, components }
}

/** Each in some dozens or hundreds of components. */
export const nasty: Readonly<Record<string, string>> = {
  'a mesh of 30, each calling all others in pairs of alternatives': meshOf(30),
  '60 groups of which two of five are needed, in five shared zones': groupsOf(60),
  'a ladder of 3,000 rungs': ladderOf(3000),
  '200 regions of three zones': regionsOf(200),
  '1,000 copies in 500 zones': zonesOf(500),
  'a ring of 500, each with a way out': ringOf(500),
  'a grid of 20 by 20, calls in all directions': gridOf(20),
  '240 choices among 60 stores that all share': choicesOf(60, 40),
}

function backOf(i: number): string {
  if (i % 9 === 0) return 'managed: yes'
  return i % 5 === 0
    ? `replicas: 2, zones: [a, ${i % 2 ? 'b' : 'c'}]`
    : `replicas: ${2 + (i % 3)}, zones: all`
}

function storeOf(i: number): string {
  if (i % 7 === 0) return 'managed: yes, availability: 99.99%'
  if (i % 3 === 0) return 'replicas: 3, zones: all, replication: quorum'
  return i % 3 === 1 ? 'replicas: 2, zones: [a, b], failover: auto' : 'replicas: 3, zones: all'
}

function middleCalls(i: number, backs: number): string {
  const [a, b, c, d] = names('eu.back', backs, [i, i + 1 + (i % 5), i + 7 + (i % 6), i + 14])
  if (i % 4 === 0) return `${a}\neu.middle${i} -> ${b} | ${c}`
  return i % 11 === 5 ? `2 of (${a} | ${b} | ${c})` : `${a}, ${d}`
}

function backCalls(i: number, stores: number, outside: number): readonly string[] {
  const [a, b] = names('eu.store', stores, [i, i + 1 + (i % 9)])
  const calls = i % 3 === 0 ? `${a} | ${b}` : `${a}, ${b}`
  const partner =
    i % 6 === 0 ? [`eu.back${i} -> partner${i % outside} | partner${(i + 1) % outside}`] : []
  return [`eu.back${i} -> ${calls}`, ...partner]
}

function meshOf(size: number): string {
  const calls = numbers(size).flatMap((i) =>
    numbers(Math.floor((size - 2) / 2)).map((j) => {
      const [one, other] = names('s', size, [i + 2 * j + 1, i + 2 * j + 2])
      return `s${i} -> ${one} | ${other}`
    }),
  )
  // The last answers by itself, so that going round ends somewhere.
  const ending = calls.filter((line) => !line.startsWith(`s${size - 1} `))
  return `client web\n${services('s', size)}\nweb -> s0\n${ending.join('\n')}\n${needs}`
}

function groupsOf(groups: number): string {
  const zones = numbers(5).map((i) => `zone z${i} { availability: 99.99% }`)
  const members = numbers(groups * 5).map(
    (i) => `service d${i} { replicas: ${1 + (i % 3)}, zones: [z${i % 5}, z${(i * 3 + 1) % 5}] }`,
  )
  const calls = numbers(groups).map((group) => {
    const members = names(
      'd',
      groups * 5,
      numbers(5).map((i) => group * 5 + i * 7),
    )
    return `api -> 2 of (${members.join(' | ')})`
  })
  const lines = [...zones, ...members, 'service api { replicas: 3, zones: all }', ...calls]
  return `client web\n${lines.join('\n')}\nweb -> api\n${needs}`
}

function ladderOf(rungs: number): string {
  const calls = numbers(rungs - 1).map((i) => `l${i}, k${i} -> l${i + 1} | k${i + 1}`)
  return `client web\n${services('l', rungs)}\n${services('k', rungs)}\nweb -> l0 | k0\n${calls.join('\n')}\n${needs}`
}

function regionsOf(count: number): string {
  const zones = ['a', 'b', 'c'].map((zone) => `  zone ${zone} { availability: 99.9% }`).join('\n')
  const regions = numbers(count).map(
    (i) =>
      `region r${i} { availability: 99.99%\n${zones}\n  service api { replicas: 3, zones: all }\n  database db { replicas: 3, zones: all }\n}\nr${i}.api -> r${i}.db`,
  )
  const calls = numbers(count)
    .map((i) => `r${i}.api`)
    .join(' | ')
  return `client web\n${regions.join('\n')}\nweb -> ${calls}\n${needs}`
}

function zonesOf(count: number): string {
  const zones = numbers(count).map((i) => `zone z${i} { availability: 99.9% }`)
  const parts = [
    `service api { replicas: ${2 * count}, zones: all }`,
    `database db { replicas: ${2 * count - 1}, zones: all, needs: ${count} }`,
  ]
  return `client web\n${[...zones, ...parts].join('\n')}\nweb -> api -> db\n${needs}`
}

function ringOf(size: number): string {
  const calls = numbers(size).map((i) => `s${i} -> s${(i + 1) % size} | b${i}`)
  return `client web\n${services('s', size)}\n${services('b', size)}\nweb -> s0\n${calls.join('\n')}\n${needs}`
}

function gridOf(size: number): string {
  const calls = numbers(size * size - 1).map((i) => {
    const beside = [
      ...((i + 1) % size === 0 ? [] : [i + 1]),
      ...(i + size < size * size ? [i + size] : []),
      ...(i % size === 0 ? [] : [i - 1]),
      ...(i < size ? [] : [i - size]),
    ]
    return `s${i} -> ${beside.map((one) => `s${one}`).join(' | ')}`
  })
  return `client web\n${services('s', size * size)}\nweb -> s0\n${calls.join('\n')}\n${needs}`
}

function choicesOf(stores: number, callers: number): string {
  const databases = numbers(stores).map((i) => `service d${i}`)
  const calls = numbers(callers).flatMap((i) =>
    numbers(6).map((k) => {
      const places = numbers(4).map((j) => i * 7 + k * 13 + j * (11 + k) + 5 * j * j)
      return `s${i} -> ${names('d', stores, places).join(' | ')}`
    }),
  )
  const all = names('s', callers, numbers(callers)).join(', ')
  return `client web\n${databases.join('\n')}\n${services('s', callers)}\nweb -> ${all}\n${calls.join('\n')}\n${needs}`
}

function services(name: string, count: number): string {
  return numbers(count)
    .map((i) => `service ${name}${i}`)
    .join('\n')
}

/** Names by place, counted round, each once. */
function names(name: string, count: number, places: readonly number[]): readonly string[] {
  return [...new Set(places.map((place) => `${name}${place % count}`))]
}

function numbers(count: number): readonly number[] {
  return [...Array(Math.floor(count)).keys()]
}
