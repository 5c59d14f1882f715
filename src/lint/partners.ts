// The other end of an edge that a help proposes: the likeliest component of the file, or one that the line to
// paste declares first, under a name that is free.

import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'

export interface Partner {
  /** Kinds that will do, the likeliest first. */
  readonly kinds: readonly string[]
  /** What it may be called where the file has none. */
  readonly name: string
}

export const someClient: Partner = { kinds: ['client'], name: 'web' }
export const someWork: Partner = { kinds: ['service', 'function', 'worker'], name: 'api' }
export const someWorker: Partner = { kinds: ['worker', 'function', 'service'], name: 'handler' }
export const someBroker: Partner = { kinds: ['queue', 'topic', 'stream'], name: 'jobs' }
export const someOrigin: Partner = { kinds: ['blob', 'lb', 'gateway', 'service'], name: 'assets' }

export interface FoundPartner {
  /** What to write before its name is used; empty where the file has it. */
  readonly declaration: string
  readonly name: string
}

/** One that has edges before one that has none; none of `without`. */
export function partnerOf(
  { components }: Model,
  facts: Facts,
  { kinds, name }: Partner,
  without: readonly number[],
): FoundPartner {
  const others = kinds.flatMap((kind) =>
    components.filter(({ builtin, id }) => builtin === kind && !without.includes(id)),
  )
  const found = others.find(({ id }) => facts.edgesOf(id).length > 0) ?? others[0]
  if (found) return { declaration: '', name: found.name }
  const free = freeName(name, new Set(components.map((one) => one.name)))
  return { declaration: `${kinds[0]} ${free}  `, name: free }
}

/** The name, or the first of `name-2`, `name-3`, … that is not taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`
  return free
}
