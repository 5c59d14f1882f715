// Patterns of paths as a machine: steps that a path is held against, all the ways through them at once
// (Thompson 1968), so that no pattern makes a path take longer than its length times the pattern's.
// Characters are numbers: code points for patterns of our own, bytes for git's.

export type Step =
  | { readonly kind: 'one'; readonly code: number }
  /** One of a set, and never a slash. */
  | { readonly kind: 'set'; readonly ranges: readonly Range[]; readonly negated: boolean }
  /** Any run without a slash. */
  | { readonly kind: 'run' }
  /** Any run at all. */
  | { readonly kind: 'anything' }
  /** Nothing, or any run that ends with a slash. */
  | { readonly kind: 'folders' }
  /** Goes on at any of these steps, each by its distance. */
  | { readonly kind: 'jump'; readonly by: readonly number[] }
  | { readonly kind: 'never' }

/** First and last code; an empty range where the last is below the first. */
export type Range = readonly [number, number]

const slash = 47

/** Tells whether a whole text goes through; each takes O(codes × steps). */
export function machineOf(steps: readonly Step[]): (codes: ArrayLike<number>) => boolean {
  const silent = steps.map(withoutTaking)
  const sets = [states(steps.length, silent), states(steps.length, silent)] as const
  return (codes) => {
    let [here, next] = sets
    here.clear()
    here.enter(0)
    for (let i = 0; i < codes.length; i++) {
      next.clear()
      for (const state of here.all) advance(steps[state], state, codes[i]!, next)
      const left = here
      here = next
      next = left
      if (here.all.length === 0) return false
    }
    return here.all.includes(steps.length)
  }
}

function advance(step: Step | undefined, state: number, code: number, next: States): void {
  switch (step?.kind) {
    case 'one':
      if (step.code === code) next.enter(state + 1)
      return
    case 'set':
      if (code !== slash && isIn(step.ranges, code) !== step.negated) next.enter(state + 1)
      return
    case 'run':
      if (code !== slash) next.enter(state)
      return
    case 'anything':
      next.enter(state)
      return
    case 'folders':
      next.stay(state)
      if (code === slash) next.enter(state + 1)
      return
    case 'jump':
    case 'never':
    case undefined:
      return
  }
}

function isIn(ranges: readonly Range[], code: number): boolean {
  return ranges.some(([first, last]) => first <= code && code <= last)
}

/** The steps that a text may have come to; the number of steps is behind the last one. */
interface States {
  readonly all: readonly number[]
  /** Comes to a step anew, and to those that follow where it takes nothing. */
  enter(step: number): void
  stay(step: number): void
  clear(): void
}

function states(count: number, silent: readonly (readonly number[])[]): States {
  const all: number[] = []
  const isHere = new Uint8Array(count + 1)
  // A step that one stays in is not left without a slash, although it is here.
  const isEntered = new Uint8Array(count + 1)
  const stay = (step: number): void => {
    if (isHere[step] === 1) return
    isHere[step] = 1
    all.push(step)
  }
  const open: number[] = []
  return {
    all,
    stay,
    enter(step) {
      open.push(step)
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (isEntered[at] === 1) continue
        isEntered[at] = 1
        stay(at)
        for (const to of silent[at] ?? []) open.push(to)
      }
    },
    clear() {
      for (const step of all) {
        isHere[step] = 0
        isEntered[step] = 0
      }
      all.length = 0
    },
  }
}

/** Where a step leads without taking a character. */
function withoutTaking(step: Step, at: number): readonly number[] {
  switch (step.kind) {
    case 'run':
    case 'anything':
    case 'folders':
      return [at + 1]
    case 'jump':
      return step.by.map((distance) => at + distance)
    case 'one':
    case 'set':
    case 'never':
      return []
  }
}
