// What no flow takes, in a file that says what its flows are. Copies, dead letters, alerts, and what an
// attribute names come along with what they belong to; clients and monitors are no part of what is used. Parts that
// are tied together are told once, where work would come in.

import type { Branch, Call, Component, Finding, Model } from '#src/lint/rule.ts'
import {
  componentsNamedIn,
  defineRule,
  freeName,
  isContainer,
  isDeclared,
  listed,
  named,
} from '#src/lint/rule.ts'

const inNoFlow = (name: string, others: readonly string[]): string =>
  `${named(name)} is in no flow${others.length === 0 ? '' : `, and with it ${listed(others)}`}`

const flowsSaid = 'the file says what its flows are, and none of them gets there'
const nothingLeads = 'no client, scheduler, external or broker leads there'

const uses: readonly string[] = ['dlq', 'for', 'fallback', 'singleton']

export default defineRule({
  id: 'unused-component',
  category: 'structure',
  severity: 'info',
  presets: ['strict'],
  since: '0.1.0',
  summary: 'a component is in no flow, in a file that declares flows',
  options: {},
  yieldsTo: ['unreachable-component'],
  wholeSystem: true,
  *check({ model, facts }) {
    if (!model.flows.some((flow) => flow.own && isDeclared(flow))) return
    const used = componentsNamedIn(model, uses)
    const unused = model.components.filter(
      (one) => mayBeUsed(one, model) && !used.has(one.id) && !facts.isInUse(one.id),
    )
    for (const branch of facts.branchesOf(unused.map(({ id }) => id))) {
      yield unusedBranch(
        branch,
        branch.members.map((id) => model.components[id]!),
        model,
      )
    }
  },
})

function mayBeUsed(component: Component, { source }: Model): boolean {
  const { builtin, at } = component
  if (isContainer(component) || builtin === 'client' || builtin === 'monitor') return false
  return at.source === source
}

/** `some` are the members that are left to tell. */
function unusedBranch(branch: Branch, some: readonly Component[], model: Model): Finding {
  const top = some.find(({ id }) => id === branch.top) ?? some[0]!
  const others = some.filter((one) => one !== top)
  const names = others.map(({ name }) => name)
  return {
    message: inNoFlow(top.name, names),
    at: top.at,
    subjects: [top.name, ...names],
    causes: [top.name],
    identity: [top.name],
    related: others.slice(0, 9).map(({ at }) => ({ message: 'in none either', at })),
    notes: branch.way ? [flowsSaid] : [flowsSaid, nothingLeads],
    help: remedy(branch, model),
    narrow: ({ subjects }) =>
      unusedBranch(
        branch,
        some.filter(({ name }) => subjects.includes(name)),
        model,
      ),
  }
}

/** A flow that begins where requests do, by way of the top; with all of a small branch. */
function remedy({ members, top, way, calls }: Branch, model: Model): string {
  const { name } = model.components[top]!
  if (way === undefined) {
    return members.length > 1
      ? `write what leads to ${named(name)} and name that in a flow, or remove all ${members.length}`
      : 'write what uses it and name that in a flow, or remove it'
  }
  const all =
    calls.length > mostCalls ? way : [...way, ...calls.filter((one) => !way.includes(one))]
  if (all.length === 0) return 'write what uses it and name that in a flow, or remove it'
  const flow = freeName(name, new Set(model.flows.map((one) => one.name)))
  const given =
    members.length > 1 ? 'name them in a flow, or remove them' : 'name it in a flow, or remove it'
  return `${given}: flow "${flow}" { ${chained(all, model)} }`
}

const mostCalls = 6

/** `web -> api ~> jobs  hand -> jobs`: calls that follow each other in one statement. */
function chained(calls: readonly Call[], model: Model): string {
  const nameOf = (id: number): string => model.components[id]!.name
  return calls
    .map(({ edge, from, to }, index) => {
      const goesOn = calls[index - 1]?.to === from
      const lead = goesOn ? ' ' : `${index === 0 ? '' : '  '}${nameOf(from)} `
      return `${lead}${edge.arrow} ${nameOf(to)}`
    })
    .join('')
}
