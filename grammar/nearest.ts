// The nearest known word to a misspelt one, by edits of single letters with swaps of neighbours
// (Damerau-Levenshtein, restricted to one swap per place: Wagner & Fischer's table with one more row).
// Ties go to the candidate that comes first in code-unit order, so the answer never depends on theirs.

/** Nobody misspells a longer word by a letter or two; comparing two of them would take long. */
const longest = 100

/** The candidate that is close enough to be what was meant; undefined where none is. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined
  const limit = word.length <= 4 ? 1 : word.length <= 8 ? 2 : 3
  let best: string | undefined
  let bestDistance = limit + 1
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > limit) continue
    const edits = distance(word.toLowerCase(), candidate.toLowerCase(), limit)
    if (edits > limit || edits * 2 > Math.max(word.length, candidate.length)) continue
    if (
      edits < bestDistance ||
      (edits === bestDistance && best !== undefined && candidate < best)
    ) {
      best = candidate
      bestDistance = edits
    }
  }
  return best
}

/** Edits from one word to the other; any number above the limit stands for "too many". */
export function distance(from: string, to: string, limit: number): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const replaced = previous[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1)
      let edits = Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1)
      const swapped =
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1]
      if (swapped) edits = Math.min(edits, beforePrevious[column - 2]! + 1)
      current.push(edits)
    }
    if (Math.min(...current) > limit) return limit + 1
    beforePrevious = previous
    previous = current
  }
  return previous[to.length]!
}
