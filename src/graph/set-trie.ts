// Sets of events in ascending order, kept by their first, second, third … event, so that a set can be asked whether
// it holds one of them without trying each. Walks keep a stack of their own: a set may be as large as memory allows.

/** Sets in ascending order, by their events. */
export interface Trie {
  ends: boolean
  readonly next: Map<number, Trie>
}

export function insert(trie: Trie, set: readonly number[]): void {
  let at = trie
  for (const event of set) {
    let next = at.next.get(event)
    if (!next) {
      next = { ends: false, next: new Map() }
      at.next.set(event, next)
    }
    at = next
  }
  at.ends = true
}

/** Whether a set of the trie lies within these events. */
export function holdsOneOf(trie: Trie, events: readonly number[]): boolean {
  if (trie.ends) return true
  const path = [trie]
  const places = [0]
  while (path.length > 0) {
    const depth = path.length - 1
    const place = places[depth]!++
    if (place >= events.length || path[depth]!.next.size === 0) {
      path.pop()
      places.pop()
      continue
    }
    const below = path[depth]!.next.get(events[place]!)
    if (!below) continue
    if (below.ends) return true
    path.push(below)
    places.push(place + 1)
  }
  return false
}
