// What an edge asks of its target. An edge that says neither `reads` nor `writes` asks for both.

import { numberIn } from '#src/model/attributes.ts'
import type { Attributes } from '#src/model/model.ts'

export type Use = 'reads' | 'writes' | 'both'

/** What an edge needs of its target (rule 6), and as what spreading compares it (rule 2). */
export function useOf(attributes: Attributes): Use {
  const reads = writtenAbove0(attributes, 'reads')
  const writes = writtenAbove0(attributes, 'writes')
  if (reads === writes) return 'both'
  return reads ? 'reads' : 'writes'
}

function writtenAbove0(attributes: Attributes, name: string): boolean {
  return (numberIn(attributes, name) ?? 0) > 0
}
