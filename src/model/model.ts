// The waist of the program: one frozen, fully resolved system. Everything below reads it, nothing edits it.
// Components (containers too) stand in the order written and are named by their index; edges likewise.
// It holds what the author declared with every name, kind, unit and default resolved. What the edges
// *mean* (who needs whom) is the analysis' question: grammar/README.md, "What an edge means".

import type { Arrow, Comparison } from '#grammar/ast.ts'
import type { Json } from '#grammar/diagnostic.ts'
import type { SourceText, Span } from '#grammar/source.ts'
import type { BuiltinKind, Role } from '#src/kinds/kind.ts'
import type { Dimension } from '#src/kinds/quantity.ts'

export interface Model {
  readonly source: SourceText
  /** The root file first, then what it imports, in the order met. */
  readonly files: readonly SourceText[]
  readonly title?: string
  readonly components: readonly Component[]
  readonly edges: readonly Edge[]
  readonly groups: readonly Group[]
  /** Declared flows in the order written, then the implicit flows of clients. */
  readonly flows: readonly Flow[]
  readonly requirements: readonly Requirement[]
  readonly policies: readonly Policy[]
  readonly scenarios: readonly Scenario[]
  readonly views: readonly View[]
  readonly ignores: readonly Ignore[]
  /** False where text, imports or names had errors: something may be missing that the author wrote. */
  readonly complete: boolean
}

export interface Component {
  readonly id: number
  /** Full dotted name. */
  readonly name: string
  /** Text for people; undefined where the author wrote none. */
  readonly label: string | undefined
  /** The kind as declared, canonical (`s3`, `load-balancer` is `lb`). */
  readonly kind: string
  /** The kind and those it is built on, the built-in one last. */
  readonly lineage: readonly string[]
  /** The built-in kind that it rests on. */
  readonly builtin: BuiltinKind
  readonly role: Role
  /** The container's id, or -1 at the top of the file. */
  readonly parent: number
  readonly children: readonly number[]
  readonly attributes: Attributes
  /** Copies drawn: `replicas`, else the lower end of `autoscale` (at least 1), else 1. */
  readonly copies: number
  readonly managed: boolean
  /** Ids of the zones that copies are dealt to, in order, repeats kept; empty where unwritten. */
  readonly zones: readonly number[]
  /** The name's place. */
  readonly at: Span
  readonly span: Span
  /** False for what came from an import. */
  readonly own: boolean
}

/** By attribute name; only what is written, or given by a kind, stands in it. */
export type Attributes = ReadonlyMap<string, Attribute>

export interface Attribute {
  readonly name: string
  readonly value: Value
  /** True where a person wrote it in these files; false where it comes from a `std/` kind. */
  readonly written: boolean
  readonly at: Span
}

/** Numbers are in base units: milliseconds, bytes, per second, bytes per second, 0…1. `yes`/`no` are words. */
export type Value =
  | { readonly kind: 'number'; readonly value: number; readonly dimension: Dimension }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'component'; readonly component: number }
  | { readonly kind: 'list'; readonly values: readonly Value[] }
  | { readonly kind: 'free'; readonly value: Json }

export interface Edge {
  readonly id: number
  /** As written: either end may be a container. */
  readonly from: number
  readonly to: number
  readonly arrow: Arrow
  readonly label: string | undefined
  readonly group: number
  readonly attributes: Attributes
  /** True for the edge that a `dlq:` draws. */
  readonly implicit: boolean
  /** The target's place in the edge statement. */
  readonly at: Span
  readonly own: boolean
}

/** The targets of one hop from one source. */
export interface Group {
  readonly id: number
  readonly from: number
  readonly arrow: Arrow
  /** `all`: each target is needed by itself; otherwise that many of them (`|` is 1). */
  readonly needed: 'all' | number
  readonly edges: readonly number[]
  readonly at: Span
}

export interface Flow {
  readonly id: number
  readonly name: string
  /**
   * `edges`: the declared edges that the flow takes. `everything`: the implicit flow of a client,
   * over all edges that are reached from it.
   */
  readonly scope:
    | { readonly kind: 'edges'; readonly edges: readonly FlowEdge[] }
    | { readonly kind: 'everything'; readonly client: number }
  readonly attributes: Attributes
  readonly at: Span
  readonly own: boolean
}

export interface FlowEdge {
  /** The declared edge. */
  readonly edge: number
  /** The ends as the flow has them: those of the declared edge, or parts of its containers. */
  readonly from: number
  readonly to: number
  /** The declared edge's attributes, with the flow's own in their place. */
  readonly attributes: Attributes
  /** False where it is only kept because it lies inside a container that the flow names. */
  readonly named: boolean
  readonly at: Span
}

export type Selector =
  | { readonly kind: 'kind'; readonly name: string }
  | { readonly kind: 'component'; readonly component: number }
  | { readonly kind: 'flow'; readonly flow: number }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'everything' }

export interface Requirement {
  /** As written, on one line: `availability >= 99.9% for "View a photo"`. */
  readonly text: string
  readonly demand: Demand
  readonly for?: Selector
  readonly to?: Selector
  /** The container whose instance of a file it came with, or -1: it speaks of what lies in there. */
  readonly within: number
  readonly reason?: string
  readonly at: Span
}

export type Demand =
  | { readonly kind: 'survive'; readonly count: number; readonly what: Survivable }
  | {
      readonly kind: 'metric'
      readonly metric: Metric
      readonly comparison: Comparison
      readonly target: number
    }
  /** Of every selected component; without a comparison the attribute must be there. */
  | {
      readonly kind: 'attribute'
      readonly name: string
      readonly comparison?: Comparison
      readonly target?: Value
    }

export type Survivable = 'zone' | 'region' | 'copy' | 'component'

export type Metric =
  | 'availability'
  | 'latency'
  | 'throughput'
  | 'utilization'
  | 'downtime'
  | 'freshness'
  | 'rpo'
  | 'rto'
  | 'storage'
  | 'cost'

export interface Policy {
  readonly policy: 'forbid' | 'only'
  readonly path: boolean
  readonly from: Selector
  readonly arrow: Arrow
  readonly to: Selector
  readonly reason: string
  /** As in a requirement. */
  readonly within: number
  readonly at: Span
}

export interface Scenario {
  readonly name: string
  readonly fail: readonly Failure[]
  /** Multiplier of the demand; 1 where unwritten. */
  readonly load: number
  readonly amendments: readonly { readonly component: number; readonly attributes: Attributes }[]
  readonly requirements: readonly Requirement[]
  /** False where a mistake in it left something out: another scenario than the one that is meant. */
  readonly complete: boolean
  readonly at: Span
}

/** A component, zone or region that fails whole, or one of its copies (from 1). */
export interface Failure {
  readonly component: number
  readonly copy?: number
}

export interface View {
  readonly name: string
  readonly label?: string
  readonly include: readonly Selector[]
  readonly exclude: readonly Selector[]
  readonly highlight: readonly Selector[]
  readonly direction?: 'right' | 'down' | 'left' | 'up'
  readonly depth?: number
  readonly at: Span
}

export interface Ignore {
  readonly rule: string
  readonly reason: string
  /** ISO date after which it no longer holds. */
  readonly until?: string
  readonly target:
    | { readonly kind: 'model' }
    | { readonly kind: 'file'; readonly source: SourceText }
    | { readonly kind: 'component'; readonly component: number }
    | { readonly kind: 'edges'; readonly edges: readonly number[] }
    | { readonly kind: 'flow'; readonly flow: number }
  readonly at: Span
}
