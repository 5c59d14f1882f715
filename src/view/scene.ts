// A Scene says what a picture shows, before anything has a place: nodes, the containers they lie in,
// and edges, in the order written. It is plain JSON, and every text in it is meant for people.
// A container stands before what it holds; nodes and edges are named by their index.

import type { Component, Edge } from '#src/model/model.ts'

export type Arrow = Edge['arrow']
export type BuiltinKind = Component['builtin']

export type Direction = 'right' | 'down' | 'left' | 'up'

export interface Scene {
  readonly title?: string
  readonly direction: Direction
  /** Zones at the top of the file that hold nothing: only their names are shown. */
  readonly marks: readonly string[]
  readonly nodes: readonly SceneNode[]
  readonly edges: readonly SceneEdge[]
}

export interface SceneNode {
  /** Full dotted name. */
  readonly name: string
  readonly kind: BuiltinKind
  readonly role: 'component' | 'container'
  readonly label: string
  /** The second line: the kind and the technology. */
  readonly detail: string
  /** Index of the container, or -1. */
  readonly parent: number
  readonly copies: number
  /** The copies in words, `×3` or `×2–10`; empty for one. */
  readonly count: string
  /** Of a component the zones its copies are dealt to, of a container the zones in it that hold nothing. */
  readonly marks: readonly string[]
  readonly tooltip: string
  readonly account: string
  /** An address of the web, for people. */
  readonly link?: string
}

export interface SceneEdge {
  /** Indices of nodes; either may be a container, and then the edge ends at its border. */
  readonly from: number
  readonly to: number
  readonly arrow: Arrow
  /** Its loss degrades and does not break. */
  readonly optional: boolean
  readonly label?: string
  /** `1 of 2` where it is one of alternatives. */
  readonly choice?: string
  readonly tooltip: string
  readonly account: string
}
