// What a silhouette is. The outline is closed and is filled and stroked; the inner lines are stroked.

import type { Step } from './path.ts'

export interface Silhouette {
  readonly outline: readonly Step[]
  readonly inner: readonly Step[]
}

/** Width and height in pixels; both at least 40. */
export type Draw = (width: number, height: number) => Silhouette
