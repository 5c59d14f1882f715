// What an estimate is: lines of a sheet with their arithmetic, and what stands beside them: inputs that nobody wrote,
// so that a line is missing, and defaults that stood in for one. Amounts are in base units, finite and not negative.

import { mostTraffic } from '#src/graph/traffic.ts'
import type { Edge, Flow } from '#src/model/model.ts'

export interface Estimates {
  /** The whole system first, then flows, then components in the order of the file, each with the edges that leave it. */
  readonly lines: readonly Line[]
  /** What could not be estimated, and what would have to be written; a sentence for each kind of input. */
  readonly missing: readonly string[]
  /** What the numbers rest on: defaults, each with what would replace it, then conventions; a sentence each. */
  readonly assumptions: readonly Assumption[]
}

export interface Assumption {
  readonly kind: 'default' | 'plain'
  readonly text: string
}

export type Entry = Line | Lack | Default

export interface Line {
  readonly kind: 'line'
  readonly of: Subject
  readonly metric: Metric
  readonly value: number
  readonly bound: Bound
  /** True where a default stands in for an input of this very line. */
  readonly byDefault: boolean
  /** How the value comes about, in the numbers that it is made of: `2M users × 40 a day ÷ 86 400 s`. */
  readonly arithmetic: string
}

export type Subject =
  | { readonly kind: 'system' }
  | { readonly kind: 'flow'; readonly flow: Flow }
  | { readonly kind: 'component'; readonly component: number }
  | { readonly kind: 'edge'; readonly edge: Edge; readonly from: number; readonly to: number }

/** `about`: some input makes it less, and some other more. */
export type Bound = 'exact' | 'at-most' | 'at-least' | 'about'

/** Something that is not estimated: `storage needs \`record\``, of the thing named. */
export interface Lack {
  readonly kind: 'lack'
  readonly text: string
  readonly name: string
}

/** Something that was taken for granted: `kept in one copy`, and the attribute that would say it. */
export interface Default {
  readonly kind: 'default'
  readonly text: string
  readonly replacedBy: string
  readonly name: string
}

export type Unit = 'per-second' | 'ms' | 'bytes' | 'bytes-per-second' | 'ratio' | 'count'

/** Every quantity of the sheet, and what it is counted in. */
export const units = {
  users: 'count',
  'requests-average': 'per-second',
  'requests-peak': 'per-second',
  'reads-average': 'per-second',
  'reads-peak': 'per-second',
  'writes-average': 'per-second',
  'writes-peak': 'per-second',
  utilization: 'ratio',
  'copies-needed': 'count',
  'shards-needed': 'count',
  'in-flight': 'count',
  'bandwidth-average': 'bytes-per-second',
  'bandwidth-peak': 'bytes-per-second',
  'bandwidth-used': 'ratio',
  'bandwidth-in-average': 'bytes-per-second',
  'bandwidth-in-peak': 'bytes-per-second',
  'bandwidth-out-average': 'bytes-per-second',
  'bandwidth-out-peak': 'bytes-per-second',
  'storage-now': 'bytes',
  'storage-per-day': 'bytes',
  'storage-per-month': 'bytes',
  'storage-per-year': 'bytes',
  'storage-after-a-year': 'bytes',
  'storage-retained': 'bytes',
  'storage-on-all-copies': 'bytes',
  'max-size-reached': 'ms',
  'max-size-used': 'ratio',
  'cache-size': 'bytes',
  'cache-size-on-all-copies': 'bytes',
  connections: 'count',
  'connections-used': 'ratio',
} as const satisfies Readonly<Record<string, Unit>>

export type Metric = keyof typeof units

export function line(
  of: Subject,
  metric: Metric,
  value: number,
  arithmetic: string,
  bound: Bound = 'exact',
): Line {
  return { kind: 'line', of, metric, value: finite(value), bound, byDefault: false, arithmetic }
}

export function assumed(one: Line): Line {
  return { ...one, byDefault: true }
}

export const system: Subject = { kind: 'system' }

export function ofComponent(component: number): Subject {
  return { kind: 'component', component }
}

/** Past what any system does, sums and products end. */
export function finite(value: number): number {
  return Math.min(mostTraffic, value)
}

/** Of what is made of several: one that may be less and one that may be more leave it open. */
export function together(bounds: Iterable<Bound>): Bound {
  const all = new Set(bounds)
  const isLess = all.has('at-most') || all.has('about')
  const isMore = all.has('at-least') || all.has('about')
  if (isLess && isMore) return 'about'
  if (isLess) return 'at-most'
  return isMore ? 'at-least' : 'exact'
}

/** `known`: it cannot be less; `whole`: it cannot be more. */
export function boundOf({ isKnown, isAtLeast }: { isKnown: boolean; isAtLeast: boolean }): Bound {
  return together([isKnown ? 'exact' : 'at-most', isAtLeast ? 'at-least' : 'exact'])
}
