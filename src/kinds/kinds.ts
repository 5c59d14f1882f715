// Every built-in kind, in the order in which people read them, and how a word finds its kind.
// A kind is data (kind.ts); what it means is in the reference, and the analyses read `role` and `managed`.

import { blob } from './blob.ts'
import { cache } from './cache.ts'
import { cdn } from './cdn.ts'
import { client } from './client.ts'
import { database } from './database.ts'
import { dns } from './dns.ts'
import { external } from './external.ts'
import { functionKind } from './function.ts'
import { gateway } from './gateway.ts'
import { group } from './group.ts'
import type { BuiltinKind, Kind } from './kind.ts'
import { lb } from './lb.ts'
import { lock } from './lock.ts'
import { monitor } from './monitor.ts'
import { network } from './network.ts'
import { pool } from './pool.ts'
import { queue } from './queue.ts'
import { region } from './region.ts'
import { scheduler } from './scheduler.ts'
import { search } from './search.ts'
import { service } from './service.ts'
import { stream } from './stream.ts'
import { system } from './system.ts'
import { topic } from './topic.ts'
import { warehouse } from './warehouse.ts'
import { worker } from './worker.ts'
import { zone } from './zone.ts'

export const kinds: readonly Kind[] = [
  client,
  dns,
  cdn,
  lb,
  gateway,
  service,
  worker,
  functionKind,
  scheduler,
  cache,
  database,
  search,
  warehouse,
  queue,
  topic,
  stream,
  blob,
  lock,
  monitor,
  external,
  group,
  system,
  network,
  region,
  zone,
  pool,
]

const byName: ReadonlyMap<string, Kind> = new Map(
  kinds.flatMap((kind) => [kind.name, ...kind.aliases].map((name) => [name, kind] as const)),
)

/** The kind of that name or alias. */
export function builtinKind(name: string): Kind | undefined {
  return byName.get(name)
}

export function kindOf(name: BuiltinKind): Kind {
  return byName.get(name)!
}

/** What people call things that are of a kind, for suggestions: products, and words of other tools. */
const otherNames: Readonly<Record<string, BuiltinKind>> = {
  ...named(
    'database',
    'mysql postgres postgresql mariadb mongodb mongo dynamodb cassandra oracle sqlite',
  ),
  ...named('cache', 'redis memcached valkey'),
  ...named('stream', 'kafka kinesis pulsar'),
  ...named('queue', 'rabbitmq sqs message-queue mq'),
  ...named('topic', 'sns pubsub'),
  ...named('blob', 's3 gcs minio storage'),
  ...named('search', 'elasticsearch opensearch solr'),
  ...named('lb', 'nginx haproxy proxy elb alb loadbalancer balancer'),
  ...named('network', 'vpc subnet vlan vnet'),
  ...named('zone', 'az datacenter'),
  ...named('group', 'cluster namespace folder boundary'),
  ...named('client', 'browser mobile app-client person'),
  ...named('function', 'lambda'),
  ...named('service', 'server api app microservice'),
}

function named(kind: BuiltinKind, words: string): Record<string, BuiltinKind> {
  return Object.fromEntries(words.split(' ').map((word) => [word, kind]))
}

/** The kind that a word of other tools most likely means. */
export function likelyKind(word: string): BuiltinKind | undefined {
  const key = word.toLowerCase()
  return Object.hasOwn(otherNames, key) ? otherNames[key] : undefined
}

/** Names and aliases, for suggestions. */
export const kindNames: readonly string[] = [...byName.keys()]
