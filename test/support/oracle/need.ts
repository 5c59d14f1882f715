// What has to serve, as a small formula: one component for one use, or so many of several.

import type { Use } from './copies.ts'

export type Need =
  | { readonly kind: 'one'; readonly component: number; readonly use: Use }
  | { readonly kind: 'some'; readonly atLeast: number; readonly of: readonly Need[] }

export const nothing: Need = { kind: 'some', atLeast: 0, of: [] }

export function oneOf(component: number, use: Use): Need {
  return { kind: 'one', component, use }
}

/** Said twice, a need is one need; and what serves writes serves reads. */
export function allOf(needs: readonly Need[]): Need {
  const parts = distinct(needs.flatMap(mustHold))
  const written = parts.flatMap((part) =>
    part.kind === 'one' && part.use === 'writes' ? [part.component] : [],
  )
  const of = parts.filter(
    (part) => part.kind === 'some' || part.use === 'writes' || !written.includes(part.component),
  )
  return { kind: 'some', atLeast: of.length, of }
}

/** Said twice, in whatever words, an alternative is one alternative. */
export function anyOf(needs: readonly Need[]): Need {
  return { kind: 'some', atLeast: 1, of: distinct(needs) }
}

export function someOf(atLeast: number, needs: readonly Need[]): Need {
  return { kind: 'some', atLeast: Math.min(atLeast, needs.length), of: needs }
}

/** The parts of a need that must all hold: single components, and groups with a choice. */
export function mustHold(need: Need): readonly Need[] {
  if (need.kind === 'one' || need.atLeast !== need.of.length) return [need]
  return need.of.flatMap(mustHold)
}

export function holds(need: Need, serves: (component: number, use: Use) => boolean): boolean {
  if (need.kind === 'one') return serves(need.component, need.use)
  return need.of.filter((part) => holds(part, serves)).length >= need.atLeast
}

function distinct(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [JSON.stringify(mustHold(need)), need])).values()]
}
