// Naive transitive closure: all that is reached in one step or more.

export function reachable(from: number, next: (id: number) => readonly number[]): Set<number> {
  const seen = new Set<number>()
  const waiting = [...next(from)]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    waiting.push(...next(id))
  }
  return seen
}
