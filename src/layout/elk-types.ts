// The part of ELK's JSON format that is used here. A graph goes to the layout as one value and comes
// back as another with coordinates; it is plain JSON, so that it can cross into a worker.
// Coordinates of a node are relative to its parent, those of an edge to the node named by `container`.

export interface ElkGraph extends ElkNode {
  readonly layoutOptions: ElkOptions
  readonly children: readonly ElkNode[]
  readonly edges: readonly ElkEdge[]
}

export type ElkOptions = Readonly<Record<string, string>>

export interface ElkNode {
  readonly id: string
  readonly x?: number
  readonly y?: number
  readonly width?: number
  readonly height?: number
  readonly children?: readonly ElkNode[]
  readonly layoutOptions?: ElkOptions
}

export interface ElkEdge {
  readonly id: string
  readonly sources: readonly [string]
  readonly targets: readonly [string]
  readonly labels?: readonly ElkLabel[]
  readonly container?: string
  readonly sections?: readonly ElkSection[]
}

export interface ElkLabel extends ElkNode {
  readonly text: string
}

export interface ElkSection {
  readonly startPoint: ElkPoint
  readonly endPoint: ElkPoint
  readonly bendPoints?: readonly ElkPoint[]
}

export interface ElkPoint {
  readonly x: number
  readonly y: number
}
