// A component that waits for many calls at the same time, on a flow that has to be fast: its answer is as slow as the
// slowest of them, so what is rare for one call is common for all.

import type { Component, Context, FanOut, Finding, Flow } from '#src/lint/rule.ts'
import {
  chanceOfSlow,
  defineRule,
  flowNames,
  named,
  percent,
  showDuration,
  showNumber,
} from '#src/lint/rule.ts'

const tooMany = (name: string, calls: string, flow: string, slow: string): string =>
  `${named(name)} waits for ${calls} calls at once on ${named(flow)}: with each slow 1 time in 100, ${slow} of its answers are`

const arithmetic = (calls: string, slow: string): string => `1 − 0.99^${calls} = ${slow}`

const target = (flow: string, time: string): string => `${named(flow)} has to answer within ${time}`

const options = {
  calls: {
    default: 10,
    minimum: 2,
    description: 'calls at the same time from which on it is reported',
  },
}

const slowShare = 0.01

export default defineRule({
  id: 'tail-amplification',
  category: 'latency',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a component waits for the slowest of many calls on a flow that has to be fast',
  options,
  yieldsTo: ['scatter-gather'],
  *check({ model, facts, options }) {
    const widest = new Map<number, { readonly fan: FanOut; readonly flows: Flow[] }>()
    for (const flow of model.flows) {
      if (facts.latencyTargets(flow).length === 0) continue
      for (const fan of facts.fanOuts(flow)) {
        if (fan.calls < options.calls) continue
        const known = widest.get(fan.component)
        if (!known) widest.set(fan.component, { fan, flows: [flow] })
        else if (fan.calls > known.fan.calls)
          widest.set(fan.component, { fan, flows: [flow, ...known.flows] })
        else known.flows.push(flow)
      }
    }
    for (const { fan, flows } of widest.values()) {
      const [first] = flows
      const [{ ms } = { ms: 0 }] = facts.latencyTargets(first!)
      yield wide(model, fan, flows, ms, options.calls)
    }
  },
})

function wide(
  model: Context<object>['model'],
  fan: FanOut,
  flows: readonly Flow[],
  targetMs: number,
  limit: number,
): Finding {
  const { components } = model
  const caller: Component = components[fan.component]!
  const [worst, ...others] = flows.map(({ name }) => name)
  const calls = showNumber(fan.calls, 4)
  const slow = percent(chanceOfSlow(slowShare, fan.calls))
  const each = fan.edges.map(
    ({ edge, calls }) => `${showNumber(calls, 4)} × ${components[edge.to]!.name}`,
  )
  return {
    message: tooMany(caller.name, calls, worst!, slow),
    at: caller.at,
    subjects: [caller.name],
    edges: fan.edges.map(({ edge }) => edge.id),
    related: fan.edges
      .slice(0, 8)
      .map(({ edge }, index) => ({ message: each[index]!, at: edge.at })),
    notes: [
      arithmetic(calls, slow),
      target(worst!, showDuration(targetMs)),
      ...(others.length > 0 ? [`the same on ${flowNames(others)}`] : []),
    ],
    help: `answer without those that are late: ${caller.name} -> ${spared(model, fan, limit).join(', ')}`,
    witness: {
      flows: flows.map(({ name }) => name),
      calls: fan.calls,
      slow: chanceOfSlow(slowShare, fan.calls),
    },
  }
}

/** The widest of its edges made optional, until few enough are left that it has to wait for; a group as a whole. */
function spared(
  { components, edges: all, groups }: Context<object>['model'],
  { component, edges, calls }: FanOut,
  limit: number,
): readonly string[] {
  const given = new Set<number>()
  let left = calls
  for (const { edge, calls } of edges) {
    if (left < limit) break
    const isChoice = groups[edge.group]!.needed !== 'all'
    const together = all.filter(({ group, from }) => group === edge.group && from === component)
    for (const { id } of isChoice ? together : [edge]) given.add(id)
    left -= calls
  }
  return [...given].map((id) => `${components[all[id]!.to]!.name} { optional: yes }`)
}
