// The beginning of every id in a picture, so that two pictures inlined in one page do not clash. It is
// made of the picture's content alone: the same drawing has the same ids, another one has others.

import type { Drawing } from '#src/layout/drawing.ts'

export function prefixOf(drawing: Drawing): string {
  return `lp${hash(JSON.stringify(drawing)).toString(36)}-`
}

/** FNV-1a over the code units, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193) >>> 0
  }
  return state
}
