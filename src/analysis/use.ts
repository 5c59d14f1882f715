// What an edge asks of its target. An edge that says neither `reads` nor `writes` asks for both.

import { numberIn } from '#src/model/attributes.ts'
import type { Attributes } from '#src/model/model.ts'

export type Use = 'reads' | 'writes' | 'both'

/** How a target is used, as spreading compares it (rule 2). */
export function useOf(attributes: Attributes): Use {
  const reads = writtenAbove0(attributes, 'reads')
  const writes = writtenAbove0(attributes, 'writes')
  if (reads === writes) return 'both'
  return reads ? 'reads' : 'writes'
}

/** What a target must serve (rule 6): writes where the edge writes, whether or not it reads as well. */
export function asksFor(attributes: Attributes): Use {
  if (writtenAbove0(attributes, 'writes')) return 'writes'
  return writtenAbove0(attributes, 'reads') ? 'reads' : 'both'
}

function writtenAbove0(attributes: Attributes, name: string): boolean {
  return (numberIn(attributes, name) ?? 0) > 0
}
