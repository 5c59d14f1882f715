// A heap of nodes by integer key, for spreading failures in dependency order.

/** A binary heap of (key, node), least key first; equal keys in any order. */
export function minimumHeap() {
  const keys: number[] = []
  const nodes: number[] = []
  let lastKey = -1
  const swap = (a: number, b: number) => {
    const key = keys[a]!
    const node = nodes[a]!
    keys[a] = keys[b]!
    nodes[a] = nodes[b]!
    keys[b] = key
    nodes[b] = node
  }
  return {
    size: () => keys.length,
    clear() {
      keys.length = 0
      nodes.length = 0
    },
    push(key: number, node: number) {
      keys.push(key)
      nodes.push(node)
      for (let i = keys.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1
        if (keys[parent]! <= keys[i]!) break
        swap(parent, i)
        i = parent
      }
    },
    /** Removes the node with the least key; its key is then `popped()`. */
    popNode(): number {
      const node = nodes[0]!
      lastKey = keys[0]!
      swap(0, keys.length - 1)
      keys.pop()
      nodes.pop()
      for (let i = 0; ; ) {
        const left = 2 * i + 1
        if (left >= keys.length) break
        const right = left + 1
        const least = right < keys.length && keys[right]! < keys[left]! ? right : left
        if (keys[i]! <= keys[least]!) break
        swap(i, least)
        i = least
      }
      return node
    },
    popped: () => lastKey,
  }
}
