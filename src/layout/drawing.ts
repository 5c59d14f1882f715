// A Drawing is a Scene in which everything has its place, in pixels from the top left corner.
// It is plain JSON and final: what paints it decides about colours and outlines, never about places.
// Containers stand before what they hold, so painting in order never hides anything.

import type { Arrow, BuiltinKind } from '#src/view/scene.ts'
import type { Weight } from './measure.ts'

export type { Arrow, BuiltinKind }

export interface Drawing {
  readonly title?: string
  readonly width: number
  readonly height: number
  /** The title, wrapped. */
  readonly heading: readonly TextLine[]
  /** Marks of the whole picture: zones at the top of the file. */
  readonly marks: readonly Plate[]
  readonly nodes: readonly DrawnNode[]
  readonly edges: readonly DrawnEdge[]
  readonly legend: readonly LegendEntry[]
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface TextLine {
  readonly text: string
  /** The left end of the base line. */
  readonly x: number
  readonly y: number
  readonly size: number
  readonly weight: Weight
  readonly role: 'label' | 'detail' | 'heading'
  /** Measured, with room for a wider font. */
  readonly width: number
}

/** A short text centred on a plate of its own. */
export interface Plate {
  readonly box: Box
  readonly text: string
  readonly size: number
}

export interface DrawnNode {
  readonly name: string
  readonly kind: BuiltinKind
  readonly role: 'component' | 'container'
  readonly parent: number
  /** Number of containers around it. */
  readonly depth: number
  readonly copies: number
  /** All that belongs to it, the stacked outlines of its copies included. */
  readonly box: Box
  /** The outline in front. */
  readonly front: Box
  readonly icon: Box
  readonly lines: readonly TextLine[]
  readonly badge?: Plate
  readonly marks: readonly Plate[]
  readonly tooltip: string
  readonly account: string
  readonly link?: string
}

export interface DrawnEdge {
  /** Indices of nodes. */
  readonly from: number
  readonly to: number
  readonly arrow: Arrow
  readonly optional: boolean
  /** From the border of `from` to the border of `to`; at least two. */
  readonly points: readonly Point[]
  readonly plate?: Plate
  readonly tooltip: string
  readonly account: string
}

export type LegendEntry =
  | {
      readonly kind: 'line'
      readonly arrow: Arrow
      readonly optional: boolean
      readonly line: readonly [Point, Point]
      readonly text: TextLine
    }
  | { readonly kind: 'plate'; readonly plate: Plate; readonly text: TextLine }
