// A caller that gives up on a call before what it calls gives up on its own: the work below goes on for nobody, and
// is begun anew where the caller tries again.

import type { Component, Context, Facts, Finding, ShortTimeout } from '#src/lint/rule.ts'
import {
  defineRule,
  durationToWrite,
  flowNames,
  listed,
  named,
  numberIn,
  showApart,
  showDuration,
  writeDuration,
} from '#src/lint/rule.ts'

const tooShort = (caller: string, callee: string, timeout: string, wait: string): string =>
  `${named(caller)} gives up on ${named(callee)} after ${timeout}, and ${named(callee)} may take ${wait}`

const throughDns = (dns: string, callee: string, timeout: string, wait: string): string =>
  `calls of ${named(callee)} through ${named(dns)} end after ${timeout}, and ${named(callee)} may take ${wait}`

const why = 'what is still done below is done for nobody, and again where the caller tries again'

/** Shorter by less than a hundredth is as long: what a callee does itself is often next to nothing. */
const tolerance = 1.01

const options = {
  sum: {
    default: 0,
    minimum: 0,
    description:
      '1 adds up the calls that the callee makes one after another, instead of its longest',
  },
}

export default defineRule({
  id: 'timeout-inversion',
  category: 'resilience',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a timeout is shorter than what it waits for may take',
  options,
  yieldsTo: [],
  *check({ model, facts, options }) {
    const waitOf = (one: ShortTimeout): number => (options.sum > 0 ? one.sumMs : one.waitMs)
    const short = facts.shortTimeouts().filter((one) => one.timeoutMs * tolerance < waitOf(one))
    for (const same of Map.groupBy(short, ({ edge }) => edge.id).values()) {
      const worst = same.reduce((most, one) => (waitOf(one) > waitOf(most) ? one : most))
      yield inverted(model, worst, same, waitOf(worst), facts)
    }
  },
})

/** Of one edge, which may leave several callers for several callees. */
function inverted(
  { components }: Context<object>['model'],
  { edge, caller, callee, timeoutMs, ownMs, longest, waitMs }: ShortTimeout,
  same: readonly ShortTimeout[],
  totalMs: number,
  facts: Facts,
): Finding {
  const nameOf = (id: number): string => components[id]!.name
  const [timeout, wait] = showApart(showDuration, timeoutMs, totalMs)
  const times = longest.attempts === 1 ? '' : `${longest.attempts} × `
  const below = `${times}${showDuration(longest.timeoutMs)} until it gives up on ${nameOf(longest.to)}`
  const others = [...new Set(same.map((one) => nameOf(one.callee)))].filter(
    (name) => name !== nameOf(callee),
  )
  const flows = [...new Set(same.flatMap((one) => one.flows.map(({ name }) => name)))]
  return {
    message: (components[caller]!.builtin === 'dns' ? throughDns : tooShort)(
      nameOf(caller),
      nameOf(callee),
      timeout,
      wait,
    ),
    at: edge.at,
    subjects: [...new Set([nameOf(caller), nameOf(callee)])],
    edges: [edge.id, longest.edge.id],
    related: [
      {
        message: `${nameOf(callee)} waits up to ${times}${showDuration(longest.timeoutMs)}`,
        at: longest.edge.at,
      },
    ],
    notes: [
      `${showDuration(ownMs)} of its own, and ${below}${totalMs > waitMs ? ', and for the calls after it' : ''}`,
      ...(others.length > 0 ? [`so may ${listed(others)}`] : []),
      `on ${flowNames(flows)}: ${why}`,
    ],
    help: helpFor(components, facts, { edge, caller }, totalMs),
    witness: { flows, timeoutMs, ownMs, waitMs: totalMs, below: nameOf(longest.to) },
  }
}

const mostAbove = 3

/** Who calls the caller has to wait longer with it, where that would now give up first. */
function helpFor(
  components: readonly Component[],
  facts: Facts,
  first: Pick<ShortTimeout, 'edge' | 'caller'>,
  totalMs: number,
): string {
  const lines: string[] = []
  let at: Pick<ShortTimeout, 'edge' | 'caller'> | undefined = first
  let ms = totalMs
  while (at && lines.length <= mostAbove) {
    const time = writeDuration(ms, 'up')
    if (time === undefined) return 'give the calls below it shorter timeouts, or fewer retries'
    const [from, to] = [at.edge.from, at.edge.to].map((id) => components[id]!.name)
    lines.push(`${from} -> ${to} { timeout: ${time} }`)
    const own = numberIn(components[at.caller]!.attributes, 'latency')
    if (own === undefined) break
    const tries = 1 + (numberIn(at.edge.attributes, 'retries') ?? 0)
    ms = own + tries * (durationToWrite(ms, 'up') ?? ms)
    at = shortestAbove(facts, at.caller, ms)
  }
  return `let it wait, or give up sooner below: ${lines.join(', and ')}`
}

/** The call of it that gives up first, if that is too soon. */
function shortestAbove(facts: Facts, caller: number, ms: number) {
  const above = facts.edgesInto(caller).flatMap(({ edge, from }) => {
    const timeoutMs = numberIn(edge.attributes, 'timeout')
    const isShort = timeoutMs !== undefined && timeoutMs * tolerance < ms
    return isShort && edge.arrow === '->' ? [{ edge, caller: from, timeoutMs }] : []
  })
  return above.sort((a, b) => a.timeoutMs - b.timeoutMs)[0]
}
