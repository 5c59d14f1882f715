// Reduced ordered binary decision diagrams (Bryant, IEEE Trans. Computers 35, 1986) on typed arrays. A
// function is the number of its node: 0 is never, 1 is always; children have smaller numbers than their
// parents, equal functions equal numbers. Everything is made by one operation, if-then-else, which keeps a
// stack of its own. It gives up, with -1, where the diagram would have more nodes than it may, or the work
// is out of proportion to them; an operand of -1 gives -1.

export interface DecisionDiagram {
  /** The function of one variable; those with smaller numbers are tested first. */
  variable(variable: number): number
  /** `condition ? then : otherwise`. */
  choose(condition: number, then: number, otherwise: number): number
  variableOf(node: number): number
  /** The function where the node's variable holds, and where it does not. */
  highOf(node: number): number
  lowOf(node: number): number
  nodeCount(): number
  /** By node, as they are now; what is made later may stand in other arrays. */
  tables(): DecisionTables
}

export interface DecisionTables {
  readonly variables: Int32Array
  readonly highs: Int32Array
  readonly lows: Int32Array
}

export const never = 0
export const always = 1
/** In the place of a function that was too large to make. */
export const exhausted = -1

const terminal = 0x7fffffff
/** Steps of work for each node allowed, before it counts as too much. */
const stepsPerNode = 16

export function decisionDiagram(nodeBudget: number): DecisionDiagram {
  // Most structures are small: tables begin so, and double.
  let capacity = 64
  let variables = new Int32Array(capacity)
  let lows = new Int32Array(capacity)
  let highs = new Int32Array(capacity)
  let unique = new Int32Array(capacity * 2)
  let count = 2
  let cacheSize = 256
  let cached = new Int32Array(cacheSize * 4).fill(-1)
  let frames = new Int32Array(80)
  let steps = 0
  const stepBudget = nodeBudget * stepsPerNode
  variables[0] = variables[1] = terminal

  const grow = (): void => {
    capacity *= 2
    variables = enlarged(variables, capacity)
    lows = enlarged(lows, capacity)
    highs = enlarged(highs, capacity)
    unique = new Int32Array(capacity * 2)
    for (let node = 2; node < count; node++) unique[slotOf(node)] = node
    if (cacheSize < capacity) {
      cacheSize = capacity
      cached = new Int32Array(cacheSize * 4).fill(-1)
    }
  }

  const slotOf = (node: number): number => {
    const mask = unique.length - 1
    let slot = hash(variables[node]!, lows[node]!, highs[node]!) & mask
    while (unique[slot] !== 0) slot = (slot + 1) & mask
    return slot
  }

  const make = (variable: number, low: number, high: number): number => {
    if (low === high) return low
    const mask = unique.length - 1
    let slot = hash(variable, low, high) & mask
    for (let node = unique[slot]!; node !== 0; node = unique[slot]!) {
      if (variables[node] === variable && lows[node] === low && highs[node] === high) return node
      slot = (slot + 1) & mask
    }
    if (count >= nodeBudget) return exhausted
    variables[count] = variable
    lows[count] = low
    highs[count] = high
    unique[slot] = count
    const made = count++
    if (count === capacity) grow()
    return made
  }

  const lowBelow = (node: number, variable: number): number =>
    variables[node] === variable ? lows[node]! : node
  const highBelow = (node: number, variable: number): number =>
    variables[node] === variable ? highs[node]! : node

  // A frame: condition, then, otherwise, the variable tested (-1 before it is opened), the low result (-2 before).
  const frameSize = 5
  let top = 0

  const push = (f: number, g: number, h: number): void => {
    if (top + frameSize > frames.length) frames = enlarged(frames, frames.length * 2)
    frames[top] = f
    frames[top + 1] = g
    frames[top + 2] = h
    frames[top + 3] = -1
    frames[top + 4] = -2
    top += frameSize
  }

  const choose = (condition: number, then: number, otherwise: number): number => {
    if (condition < 0 || then < 0 || otherwise < 0) return exhausted
    let result = exhausted
    top = 0
    push(condition, then, otherwise)
    while (top > 0) {
      const at = top - frameSize
      const variable = frames[at + 3]!
      if (variable < 0) {
        let f = frames[at]!
        let g = frames[at + 1]!
        let h = frames[at + 2]!
        if (g === f) g = always
        if (h === f) h = never
        const simple = f === always ? g : f === never || g === h ? h : isSame(g, h) ? f : -1
        if (simple >= 0) {
          result = simple
          top = at
          continue
        }
        // `and` and `or` are told in one order.
        const first = f
        if (h === never && g < f) {
          f = g
          g = first
        } else if (g === always && h < f) {
          f = h
          h = first
        }
        frames[at] = f
        frames[at + 1] = g
        frames[at + 2] = h
        const slot = (hash(f, g, h) & (cacheSize - 1)) * 4
        if (cached[slot] === f && cached[slot + 1] === g && cached[slot + 2] === h) {
          result = cached[slot + 3]!
          top = at
          continue
        }
        if (++steps > stepBudget) return exhausted
        const tested = Math.min(variables[f]!, variables[g]!, variables[h]!)
        frames[at + 3] = tested
        push(lowBelow(f, tested), lowBelow(g, tested), lowBelow(h, tested))
        continue
      }
      const f = frames[at]!
      const g = frames[at + 1]!
      const h = frames[at + 2]!
      if (frames[at + 4] === -2) {
        frames[at + 4] = result
        push(highBelow(f, variable), highBelow(g, variable), highBelow(h, variable))
        continue
      }
      result = make(variable, frames[at + 4]!, result)
      if (result < 0) return exhausted
      const slot = (hash(f, g, h) & (cacheSize - 1)) * 4
      cached[slot] = f
      cached[slot + 1] = g
      cached[slot + 2] = h
      cached[slot + 3] = result
      top = at
    }
    return result
  }

  return {
    variable: (variable) => make(variable, never, always),
    choose,
    variableOf: (node) => variables[node]!,
    highOf: (node) => highs[node]!,
    lowOf: (node) => lows[node]!,
    nodeCount: () => count,
    tables: () => ({ variables, highs, lows }),
  }
}

/** `f ? 1 : 0` is f. */
function isSame(then: number, otherwise: number): boolean {
  return then === always && otherwise === never
}

function enlarged(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length)
  larger.set(array)
  return larger
}

function hash(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)
  h ^= h >>> 15
  h = Math.imul(h, 0x2c1b3c6d)
  return (h ^ (h >>> 13)) & 0x7fffffff
}
