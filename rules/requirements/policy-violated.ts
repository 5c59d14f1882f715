// A `forbid` or `only` of the file that its declared edges break: one finding for each edge, or for the
// shortest chain of edges where the policy says `path`. The policy's own reason says why.

import {
  type Call,
  type Component,
  defineRule,
  type Finding,
  named,
  type Policy,
} from '#src/lint/rule.ts'

const forbidden = (from: Component, policy: Policy, to: Component): string =>
  `${named(from.name)} ${policy.arrow} ${named(to.name)} is forbidden: ${policy.reason}`

const notAllowed = (from: Component, policy: Policy, to: Component): string =>
  `${named(from.name)} ${policy.arrow} ${named(to.name)} is none of the ways allowed: ${policy.reason}`

const chained = (way: readonly Component[], policy: Policy): string =>
  `${named(way[0]!.name)} reaches ${named(way.at(-1)!.name)} in ${way.length - 1} ${way.length === 2 ? 'hop' : 'hops'}: ${policy.reason}`

const everyEdge =
  'a `forbid` holds for every edge of its arrow between the two, whatever it asks for'

const everyOther = 'an `only` refuses every edge of its arrow from elsewhere, whatever it asks for'

const passesNone = 'an `only path` wants every way in to pass what it names first'

export default defineRule({
  id: 'policy-violated',
  category: 'requirements',
  severity: 'error',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'a forbid or only of the file is broken',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    const component = (id: number) => model.components[id]!
    for (const { policy, calls } of facts.breaches()) {
      if (policy.path) yield ofChain(policy, calls, component)
      else for (const call of calls) yield ofEdge(policy, call, component)
    }
  },
})

function ofEdge(policy: Policy, call: Call, component: (id: number) => Component): Finding {
  const from = component(call.from)
  const to = component(call.to)
  return {
    message:
      policy.policy === 'forbid' ? forbidden(from, policy, to) : notAllowed(from, policy, to),
    at: call.edge.at,
    subjects: [from.name, to.name],
    edges: [call.edge.id],
    related: [{ message: 'by this policy', at: policy.at }],
    notes: [policy.policy === 'forbid' ? everyEdge : everyOther],
    help: 'take the edge away, or change the policy',
    witness: { path: [from.name, to.name] },
  }
}

function ofChain(
  policy: Policy,
  calls: readonly Call[],
  component: (id: number) => Component,
): Finding {
  const way = [calls[0]!.from, ...calls.map(({ to }) => to)].map(component)
  const names = way.map(({ name }) => name)
  const isOnly = policy.policy === 'only'
  return {
    message: chained(way, policy),
    at: calls.at(-1)!.edge.at,
    subjects: [names[0]!, names.at(-1)!],
    edges: calls.map(({ edge }) => edge.id),
    related: [{ message: 'by this policy', at: policy.at }],
    notes: [`the way: ${names.join(` ${policy.arrow} `)}`, ...(isOnly ? [passesNone] : [])],
    help: isOnly
      ? 'lead the way through what the policy names first, or change the policy'
      : 'break the way at one of its edges, or change the policy',
    witness: { path: names },
  }
}
