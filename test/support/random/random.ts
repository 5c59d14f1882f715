// A seeded source of chance: the same seed gives the same draws on every machine (mulberry32).

export interface Random {
  /** A whole number from 0 to below the limit. */
  readonly below: (limit: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(list: readonly T[]) => T
  readonly shuffled: <T>(list: readonly T[]) => readonly T[]
  /** So many of the list, in a random order; all where there are fewer. */
  readonly some: <T>(list: readonly T[], count: number) => readonly T[]
}

export function seeded(seed: number): Random {
  const next = mulberry32(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  const shuffled = <T>(list: readonly T[]): readonly T[] => {
    const order = [...list]
    for (let i = order.length - 1; i > 0; i--) {
      const j = below(i + 1)
      const held = order[i]!
      order[i] = order[j]!
      order[j] = held
    }
    return order
  }
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)]!,
    shuffled,
    some: (list, count) => shuffled(list).slice(0, count),
  }
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
