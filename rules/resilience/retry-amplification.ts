// Retries above retries: each layer tries again what the layer below has tried again, so that what is in trouble at
// the end of the way gets a multiple of its calls. The worst way of each flow is reported, at the call that is tried
// most often.

import type { Context, Finding, RetryHop, RetryPath } from '#src/lint/rule.ts'
import { defineRule, flowNames, named, showNumber } from '#src/lint/rule.ts'

const multiplied = (from: string, tries: string, to: string): string =>
  `retries multiply: 1 call by ${named(from)} may become ${tries} calls of ${named(to)}`

const why = (to: string, tries: string): string =>
  `when ${named(to)} is slow or failing it gets up to ${tries} times its calls, and cannot recover`

const options = {
  tries: {
    default: 16,
    minimum: 1,
    description: 'tries of the last call for one of the first that are still fine',
  },
}

export default defineRule({
  id: 'retry-amplification',
  category: 'resilience',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'retries of several layers multiply',
  options,
  yieldsTo: ['missing-retry-limit'],
  *check({ model, facts, options }) {
    const long = facts
      .retryPaths()
      .filter(({ attempts, hops }) => attempts > options.tries && hops.length > 1)
    for (const path of apart(long)) yield amplified(model, path, options.tries)
  },
})

/** Of ways through the same call that is tried most often the worst, for the flows of all of them. */
function apart(paths: readonly RetryPath[]): readonly RetryPath[] {
  const byCall = Map.groupBy(paths, ({ hops }) => mostTried(hops).edge.id)
  return [...byCall.values()].map((same) => ({
    ...same.reduce((worst, path) => (path.attempts > worst.attempts ? path : worst)),
    flows: [...new Set(same.flatMap(({ flows }) => flows))],
  }))
}

function mostTried(hops: readonly RetryHop[]): RetryHop {
  return hops.reduce((most, hop) => (hop.attempts > most.attempts ? hop : most))
}

function amplified(
  { components }: Context<object>['model'],
  { attempts, hops, flows }: RetryPath,
  limit: number,
): Finding {
  const nameOf = (id: number): string => components[id]!.name
  const callOf = ({ from, to }: RetryHop): string => `${nameOf(from)} -> ${nameOf(to)}`
  const [first] = hops
  const last = hops.at(-1)!
  const most = mostTried(hops)
  const tries = showNumber(attempts, 4)
  const names = flows.map(({ name }) => name)
  return {
    message: multiplied(nameOf(first!.from), tries, nameOf(last.to)),
    at: most.edge.at,
    subjects: [nameOf(most.from), nameOf(most.to)],
    edges: hops.map(({ edge }) => edge.id),
    related: hops
      .filter((hop) => hop !== most)
      .slice(0, 9)
      .map((hop) => ({
        message: `${callOf(hop)} is tried ${hop.attempts} times`,
        at: hop.edge.at,
      })),
    notes: [
      `${product(hops.map((hop) => `${callOf(hop)} ${hop.attempts}`))} = ${tries}, on ${flowNames(names)}`,
      why(nameOf(last.to), tries),
    ],
    help: `try again in one place, next to what fails: ${fewer(hops, attempts, limit, callOf).join(', and ')}`,
    witness: { flows: names, hops: hops.map(callOf), attempts },
  }
}

const shownHops = 8

function product(factors: readonly string[]): string {
  const over = factors.length - shownHops
  const shown = over > 1 ? [...factors.slice(0, shownHops), `${over} more`] : factors
  return shown.join(' × ')
}

/** From the outermost on, calls that are no longer tried again, until few enough tries are left, or one call that has some. */
function fewer(
  hops: readonly RetryHop[],
  attempts: number,
  limit: number,
  callOf: (hop: RetryHop) => string,
): readonly string[] {
  const lines: string[] = []
  let left = attempts
  for (const hop of hops.slice(0, -1)) {
    if (left <= limit) break
    lines.push(`${callOf(hop)} { retries: 0 }`)
    left /= hop.attempts
  }
  return lines
}
