// Pseudo-random numbers from a seed, the same on every machine: mulberry32 by Tommy Ettinger, public domain,
// whose 32 bits are enough for samples that nobody can win money with.

/** Uniform in 0…1, 1 excluded. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296
  }
}
