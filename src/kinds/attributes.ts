// The attributes that kinds share, in the groups of the reference's table. A kind is the sum of the
// groups that bear on it and its own; edges, flows and scenarios have tables of their own.

import {
  type AttributeTable,
  amount,
  bandwidth,
  component,
  copyCount,
  count,
  date,
  duration,
  either,
  free,
  listOf,
  multiplier,
  none,
  range,
  rate,
  ratio,
  size,
  text,
  wholeFrom,
  words,
  yesNo,
} from './types.ts'

const noneOr = (type: Parameters<typeof either>[0]) => either(none, type)

/** What data may be, for whom it matters. */
export const sortsOfData = ['pii', 'payment', 'health', 'secret', 'private', 'public'] as const

const sensitivity = listOf(words(...sortsOfData))

export const everyone: AttributeTable = {
  description: text,
  tech: text,
  icon: text,
  owner: text,
  link: text,
  tags: listOf(text),
  tier: wholeFrom(0, 3),
  cost: amount,
  meta: free,
}

/** What may fail by a number, or by the time between failures and the time to mend one. */
export const failing: AttributeTable = { availability: ratio, mtbf: duration, mttr: duration }

export const running: AttributeTable = {
  ...failing,
  replicas: copyCount,
  zones: either(words('all'), listOf(component('zone'))),
  needs: either(words('quorum'), count),
  managed: yesNo,
  autoscale: range,
  capacity: rate,
  latency: duration,
  recovery: duration,
  healthcheck: either(yesNo, duration),
  public: yesNo,
  auth: noneOr(text),
  'rate-limit': noneOr(rate),
  deploy: words('rolling', 'blue-green', 'canary', 'all-at-once'),
}

export const storing: AttributeTable = {
  replication: words('none', 'async', 'sync', 'quorum'),
  failover: words('auto', 'manual', 'none'),
  shards: copyCount,
  'shard-key': text,
  leaders: count,
  conflicts: words('none', 'last-write-wins', 'merge'),
  backup: noneOr(duration),
  'restore-tested': either(yesNo, date),
  retention: noneOr(duration),
  record: size,
  size,
  'max-size': size,
  consistency: words('strong', 'eventual'),
  encrypted: yesNo,
  data: sensitivity,
  residency: listOf(text),
  hashing: words('modulo', 'consistent'),
  connections: count,
}

export const computing: AttributeTable = {
  state: words('none', 'session', 'local'),
  sticky: words('no', 'cookie', 'hash'),
  hashing: words('modulo', 'consistent'),
  idempotent: yesNo,
  heartbeat: either(yesNo, duration),
}

export const balancing: AttributeTable = {
  algorithm: words('round-robin', 'random', 'least-connections', 'hash', 'consistent-hash'),
}

export const terminating: AttributeTable = { tls: yesNo }

export const caching: AttributeTable = {
  hit: ratio,
  ttl: noneOr(duration),
  eviction: words('lru', 'lfu', 'fifo', 'random', 'none'),
  for: component('database', 'blob', 'search', 'warehouse', 'cache', 'queue', 'topic', 'stream'),
  write: words('aside', 'through', 'behind', 'around'),
  'working-set': size,
  signed: yesNo,
  locations: listOf(text),
}

export const brokering: AttributeTable = {
  dlq: noneOr(component('queue', 'topic', 'stream', 'database', 'blob')),
  attempts: count,
  partitions: count,
  delivery: words('at-most-once', 'at-least-once', 'exactly-once'),
  ordering: words('none', 'fifo', 'key'),
  'ordering-key': text,
  'max-length': either(none, count, size),
  visibility: duration,
}

export const placing: AttributeTable = { location: listOf(text) }

export const edgeAttributes: AttributeTable = {
  description: text,
  link: text,
  tags: listOf(text),
  meta: free,
  protocol: text,
  timeout: duration,
  retries: either(words('unlimited'), wholeFrom(0)),
  backoff: words('none', 'fixed', 'exponential', 'jitter'),
  breaker: yesNo,
  optional: yesNo,
  fallback: component(),
  calls: amount,
  reads: amount,
  writes: amount,
  parallel: yesNo,
  size,
  bandwidth,
  latency: duration,
  lag: duration,
  route: text,
  weight: amount,
  encrypted: yesNo,
  auth: noneOr(text),
  data: sensitivity,
  consistency: words('strong', 'eventual'),
  outbox: yesNo,
  transaction: words('yes', 'no', 'saga'),
  shards: words('one', 'all'),
  connections: count,
}

export const flowAttributes: AttributeTable = {
  description: text,
  owner: text,
  link: text,
  tags: listOf(text),
  meta: free,
  share: ratio,
  rate,
  tier: wholeFrom(0, 3),
  consistency: words('strong', 'eventual'),
  latency: duration,
  availability: ratio,
}

export const scenarioAttributes: AttributeTable = {
  description: text,
  fail: listOf(either(component(), text)),
  load: multiplier,
}

const selectors = listOf(free)

export const viewAttributes: AttributeTable = {
  description: text,
  include: selectors,
  exclude: selectors,
  highlight: selectors,
  direction: words('right', 'down', 'left', 'up'),
  depth: wholeFrom(0),
}

export const ignoreAttributes: AttributeTable = { until: date }
