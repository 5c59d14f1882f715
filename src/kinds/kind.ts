// What a kind is: a row of data. `managedAvailability` is that of one managed component of the kind
// after the large providers' published service levels: 99.99 % for load balancing (AWS Elastic Load
// Balancing SLA, Azure Load Balancer SLA) and DNS, 99.95 % for API gateways, functions (AWS Lambda
// SLA) and databases (Amazon RDS Multi-AZ SLA, Cloud SQL SLA), 99.9 % for everything else.

import type { AttributeTable } from './types.ts'

export type ContainerKind = 'group' | 'system' | 'network' | 'region' | 'zone' | 'pool'

export type ComponentKind =
  | 'client'
  | 'dns'
  | 'cdn'
  | 'lb'
  | 'gateway'
  | 'service'
  | 'worker'
  | 'function'
  | 'scheduler'
  | 'cache'
  | 'database'
  | 'search'
  | 'warehouse'
  | 'queue'
  | 'topic'
  | 'stream'
  | 'blob'
  | 'lock'
  | 'monitor'
  | 'external'

export type BuiltinKind = ContainerKind | ComponentKind

export type Role =
  | 'source'
  | 'traffic'
  | 'compute'
  | 'store'
  | 'broker'
  | 'watcher'
  | 'external'
  | 'container'

export interface Kind {
  readonly name: BuiltinKind
  /** For people: `Load balancer`. */
  readonly title: string
  readonly aliases: readonly string[]
  readonly role: Role
  /** True where it is managed unless it says otherwise. */
  readonly managed: boolean
  /** Availability of a managed one; 0…1. */
  readonly managedAvailability?: number
  /** What its failure means. */
  readonly failing: string
  readonly attributes: AttributeTable
}
