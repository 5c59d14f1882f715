// How long a request waits where several servers share one queue: Erlang's formula C for M/M/c, by the recursion of
// his formula B, which needs no factorials (A. K. Erlang, 1917). Arrivals at random and work of random length are a
// model: what it says is how waiting grows as servers fill, no measurement.

export interface Waiting {
  /** Work per second over what all servers can do, 0 to below 1. */
  readonly utilization: number
  /** How likely an arrival finds every server busy. */
  readonly waits: number
  /** Mean seconds in the queue, of those that need not wait too. */
  readonly waitSeconds: number
}

/** Rates per second; undefined where more arrives than is served, or nothing can be. O(servers). */
export function waitingTime(
  arrivals: number,
  servers: number,
  servedByOne: number,
): Waiting | undefined {
  const utilization = arrivals / (servers * servedByOne)
  if (!(utilization < 1)) return undefined
  const offered = arrivals / servedByOne
  let blocked = 1
  for (let k = 1; k <= servers; k++) blocked = (offered * blocked) / (k + offered * blocked)
  const waits = blocked / (1 - utilization * (1 - blocked))
  return { utilization, waits, waitSeconds: waits / (servers * servedByOne - arrivals) }
}
