// How many losses are computed: each solves the load anew of all that it reaches, which in large systems is too much for
// every loss. Some are always computed, and the rest as long as there is work left; what is left is counted and said.

/** Loads that may be computed anew: of all losses of most systems; where each reaches everything, tens in ten thousands. */
const mostWork = 600_000

const always = 10

/** `compute` says how much work a loss was; how many were computed, from the first. */
export function withinWork<T>(losses: Iterable<T>, compute: (loss: T) => number): number {
  let [count, work] = [0, 0]
  for (const loss of losses) {
    if (count >= always && work >= mostWork) break
    work += compute(loss)
    count++
  }
  return count
}
