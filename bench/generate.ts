// Inputs of the benchmarks, as `.arch` text: deterministic, from a seeded generator, in the proportions of
// real systems rather than of degenerate ones. `systemOf` makes many small products side by side, each
// with clients, a balancer, services, caches, databases, queues, workers and flows; `ladderOf` makes the
// shapes that are hard for single points: long chains, and ladders of alternatives.

export interface Generated {
  readonly text: string
  readonly components: number
}

/** Components of one product of `systemOf`, its zones and containers among them. */
const productSize = 25

/** Products of one department; a product calls others of its own department. */
const departmentSize = 12

/**
 * About so many components of realistic systems, each product in a region with three zones. Calls between
 * products stay in a department, or go `anywhere`: then most of the system is reached from every client.
 */
export function systemOf(
  components: number,
  calls: 'department' | 'anywhere' = 'department',
  seed = 1,
): Generated {
  const random = generator(seed)
  const products = Math.max(1, Math.round(components / productSize))
  const within = calls === 'anywhere' ? products : departmentSize
  const texts = [...Array(products).keys()].map((id) => product(id, otherIn(id, within), random))

  function otherIn(id: number, size: number): number {
    const first = id - (id % size)
    return first + random(Math.min(size, products - first))
  }
  return { text: `title "Generated"\n\n${texts.join('\n')}`, components: products * productSize }
}

/** A small system in thirty lines, as a team keeps one for each of its products; the id tells it from others. */
export function thirtyLinesOf(id: number): string {
  const api = `api${id}`
  return `client web { users: 1M, requests: 10/day }
lb front { replicas: 2 }
service ${api} { replicas: 3 }
service auth { replicas: 2 }
cache hot { replicas: 2, for: db, ttl: 5m }
database db { replicas: 3, replication: sync }
database logs { replicas: 2 }
queue jobs { replicas: 3 }
worker mail { replicas: 2 }
external smtp

web -> front -> ${api}
${api} -> auth, hot
${api} -> db { reads: 3, writes: 1 }
${api} -> logs { writes: 1 }
auth -> db { reads: 1 }
${api} ~> jobs ~> mail
mail -> smtp

flow "Read" {
  web -> front -> ${api} -> hot, db
}
flow "Write" {
  web -> front -> ${api} -> db
  ${api} ~> jobs
}
flow "Mail" { jobs ~> mail -> smtp }

require availability >= 99.9% for "Read"
require survive 1 zone
`
}

/** Realistic systems of at least so many bytes. */
export function textOf(bytes: number, seed = 1): Generated {
  const one = systemOf(productSize, 'department', seed).text.length
  return systemOf(Math.ceil((bytes / one) * 1.05) * productSize, 'department', seed)
}

/** Chains and ladders of so many components: every tenth rung of a ladder narrows to one component. */
export function ladderOf(components: number, seed = 1): Generated {
  const random = generator(seed)
  const half = Math.floor(components / 2)
  const chain = chainLines(half, random)
  const ladder = ladderLines(Math.floor((components - half - 2) / 2))
  const text = ['client web', 'client app', ...chain, ...ladder].join('\n')
  return { text: `${text}\n`, components: count(text) }
}

/** Services in groups of ten, calling mostly within their group: what pictures are timed on. */
export function groupsOf(components: number, seed = 1): Generated {
  const random = generator(seed)
  const groups = Math.ceil(components / 10)
  const lines = [...Array(groups).keys()].flatMap((group) => [
    `group g${group} "Team ${group}" {`,
    ...[...Array(10).keys()].map((member) => `  ${memberKind(member)} m${group}-${member}`),
    '}',
  ])
  const edges = [...Array(groups).keys()].flatMap((group) => groupEdges(group, groups, random))
  const text = [...lines, ...edges].join('\n')
  return { text: `${text}\n`, components: groups * 11 }
}

/** Whole numbers below a bound, from a 32-bit xorshift (Marsaglia 2003). */
function generator(seed: number): (bound: number) => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

function product(id: number, other: number, random: (bound: number) => number): string {
  const copies = (): number => 2 + random(5)
  return `# product ${id}: a storefront with orders, search and mail
client web${id} "Browser" { users: ${1 + random(900)}k, requests: ${5 + random(60)}/day, peak: ${2 + random(3)}x }
cdn edge${id} "CDN" { hit: ${80 + random(19)}%, ttl: 1d }
dns names${id} "DNS"
region r${id} {
  zone a
  zone b
  zone c
  every service { zones: all }
  lb       front    "Load balancer" { replicas: 2, zones: [a, b], latency: 1ms }
  gateway  gate     "Gateway"       { replicas: ${copies()}, zones: all, capacity: 2k/s }
  service  catalog  "Catalogue"     { replicas: ${copies()}, capacity: ${200 + random(900)}/s, latency: ${5 + random(30)}ms }
  service  cart     "Cart"          { replicas: ${copies()}, capacity: ${200 + random(900)}/s, latency: ${5 + random(30)}ms }
  service  orders   "Orders"        { replicas: ${copies()}, capacity: ${100 + random(400)}/s, latency: ${9 + random(40)}ms }
  service  account  "Accounts"      { replicas: ${1 + random(3)}, latency: 12ms }
  service  suggest  "Suggestions"   { replicas: ${1 + random(3)}, latency: 40ms }
  cache    hot      "Redis"         { replicas: 2, zones: [a, b], for: goods, hit: ${70 + random(29)}%, ttl: 10m, eviction: lru }
  database goods    "Catalogue DB"  { replicas: 3, zones: all, replication: sync, backup: 1d, latency: 5ms }
  database ledger   "Orders DB"     { replicas: ${1 + random(3)}, zones: all, failover: auto, backup: 6h }
  database follower "Read copy"     { replicas: 2, zones: [b, c] }
  search   index    "Search"        { replicas: 3, zones: all }
  blob     images   "Images"        { managed: yes }
  queue    mails    "Mail jobs"     { replicas: 3, zones: all, dlq: dead }
  queue    dead     "Dead letters"  { managed: yes }
  worker   mailer   "Mailer"        { replicas: 2, zones: [a, b] }
  external bank     "Payments"      { availability: 99.9% }
  monitor  watch    "Metrics"
}
web${id} -> edge${id} "images" -> r${id}.images "origin"
web${id} -> names${id} -> r${id}.front "HTTPS" { timeout: 5s } -> r${id}.gate
r${id}.gate -> r${id}.catalog, r${id}.cart, r${id}.orders { timeout: 2s }
r${id}.gate -> r${id}.suggest { optional: yes, timeout: 200ms }
r${id}.gate -> r${id}.account
r${id}.catalog -> r${id}.hot { timeout: 50ms }
r${id}.catalog -> r${id}.goods { reads: 2, timeout: 1s }
r${id}.catalog -> r${id}.index { reads: 1 }
r${id}.cart -> r${id}.hot
r${id}.orders -> r${id}.ledger { writes: 2, timeout: 1s }
r${id}.orders -> r${id}.bank { timeout: 3s, retries: 2, backoff: jitter }
r${id}.orders ~> r${id}.mails ~> r${id}.mailer
r${id}.account -> r${id}.ledger | r${id}.follower { reads: 1 }
r${id}.ledger => r${id}.follower { lag: 2s }
r${id}.suggest -> r${other}.catalog { optional: yes }
r${id}.watch -> r${id}.catalog, r${id}.orders
flow "Browse ${id}" { web${id} -> names${id} -> r${id}.front -> r${id}.gate -> r${id}.catalog -> r${id}.hot, r${id}.goods  share: 80% }
flow "Order ${id}" { web${id} -> names${id} -> r${id}.front -> r${id}.gate -> r${id}.orders -> r${id}.ledger, r${id}.bank  share: 15% }
flow "Mail ${id}" { r${id}.mails ~> r${id}.mailer }
`
}

/** A chain in which most services have two copies and a few have one. */
function chainLines(length: number, random: (bound: number) => number): readonly string[] {
  const declared = [...Array(length).keys()].map(
    (i) => `service c${i} { replicas: ${random(20) === 0 ? 1 : 2} }`,
  )
  const calls = [...Array(length - 1).keys()].map((i) => `c${i} -> c${i + 1}`)
  return [...declared, 'web -> c0', ...calls]
}

/** Rungs of two alternatives, each calling either of the next rung. */
function ladderLines(rungs: number): readonly string[] {
  const declared = [...Array(rungs).keys()].map((i) => `service l${i}\nservice k${i}`)
  const calls = [...Array(rungs - 1).keys()].flatMap((i) =>
    i % 10 === 9
      ? [`l${i}, k${i} -> l${i + 1}`, `l${i + 1} -> k${i + 1}`]
      : [`l${i}, k${i} -> l${i + 1} | k${i + 1}`],
  )
  return [...declared, 'app -> l0 | k0', ...calls]
}

function count(text: string): number {
  return text.split('\n').filter((line) => /^(client|service) /.test(line)).length
}

function memberKind(member: number): string {
  if (member === 0) return 'lb'
  if (member === 8) return 'database'
  return member === 9 ? 'queue' : 'service'
}

function groupEdges(
  group: number,
  groups: number,
  random: (bound: number) => number,
): readonly string[] {
  const inside = [...Array(6).keys()].map((i) => `m${group}-${i} -> m${group}-${i + 1 + random(3)}`)
  const stores = [`m${group}-7 -> m${group}-8`, `m${group}-6 ~> m${group}-9`]
  const outside =
    groups === 1 ? [] : [`m${group}-5 -> m${(group + 1 + random(groups - 1)) % groups}-0`]
  return [...inside, ...stores, ...outside]
}
