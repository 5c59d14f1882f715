// Alternatives that take over what is lost, and with what is behind them cannot carry it: the loss of one becomes the
// loss of all. Losses are those of regions, of what a provider runs or others do, and of what has one copy; of several
// that stand for each other the loss of each is one cause.

import type { FailoverOverload, Finding, Model } from '#src/lint/rule.ts'
import {
  arithmetic,
  assumptionsOf,
  busy,
  counted,
  defineRule,
  enoughLine,
  flowsOfLoad,
  listed,
  named,
} from '#src/lint/rule.ts'

const takesOver = (
  lost: readonly string[],
  name: string,
  busyAfter: string,
  others: number,
): string => {
  const more = others > 0 ? `, and ${counted(others, 'other', 'others')} too full as well` : ''
  return `${losing(lost)} leaves ${lost.length === 1 ? named(name) : 'another'} with ${busyAfter}${more}`
}

const losing = (lost: readonly string[]): string =>
  lost.length === 1 ? `losing ${named(lost[0]!)}` : `losing any one of ${listed(lost)}`

const leftOut = (untried: number): readonly string[] =>
  untried === 0 ? [] : [`the system is large: ${untried} less likely losses were not computed`]

export default defineRule({
  id: 'failover-overload',
  category: 'availability',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'what takes over for a lost alternative cannot carry it',
  options: {},
  yieldsTo: [],
  *check({ model, facts }) {
    const { found, untried } = facts.failoverOverloads()
    const causes = found.filter((one) => !isPartOfAnother(one, found, model))
    const alike = Map.groupBy(causes, ({ alternatives }) => alternatives.join(' '))
    for (const group of alike.values()) yield overload(group, model, untried)
  },
})

/** What lies in something of which the loss takes more, and fills the same, is told with that. */
function isPartOfAnother(
  one: FailoverOverload,
  found: readonly FailoverOverload[],
  model: Model,
): boolean {
  const around: number[] = []
  for (let id = model.components[one.lost]!.parent; id >= 0; id = model.components[id]!.parent)
    around.push(id)
  const isFilledBy = (other: FailoverOverload): boolean =>
    other.alternatives.length > one.alternatives.length &&
    one.overloaded.every(({ component }) =>
      other.overloaded.some((full) => full.component === component),
    )
  return (
    around.length > 0 && found.some((other) => around.includes(other.lost) && isFilledBy(other))
  )
}

function overload(group: readonly FailoverOverload[], model: Model, untried: number): Finding {
  const nameOf = (id: number): string => model.components[id]!.name
  const losses = group.map(({ lost }) => nameOf(lost))
  const worst = group.reduce((most, one) =>
    one.overloaded[0]!.after.peak > most.overloaded[0]!.after.peak ? one : most,
  )
  const [first, ...others] = worst.overloaded
  const component = model.components[first!.component]!
  const { after } = first!
  const full = [
    ...new Set(group.flatMap(({ overloaded }) => overloaded.map((one) => one.component))),
  ]
  return {
    message: takesOver(losses, component.name, busy(after), others.length),
    at: group.length === 1 ? component.at : model.components[Math.min(...full)]!.at,
    subjects: full.map(nameOf).sort(),
    related: group
      .slice(0, 9)
      .map(({ lost }) => ({ message: 'what is lost', at: model.components[lost]!.at })),
    notes: [
      `with ${nameOf(worst.lost)} lost: ${arithmetic(component, after)}`,
      ...assumptionsOf(after.load, model),
      ...leftOut(untried),
    ],
    help: remedy(group, model),
    witness: { lost: losses, flows: flowsOfLoad(after.load), after: after.peak },
  }
}

/** Each that is full with as many copies as carry what it then gets, whatever is lost. */
function remedy(group: readonly FailoverOverload[], model: Model): string {
  const byComponent = Map.groupBy(
    group.flatMap(({ overloaded }) => overloaded),
    ({ component }) => component,
  )
  const ids = [...byComponent.keys()].sort((a, b) => a - b)
  const full = ids.map((id) => {
    const [most] = [...byComponent.get(id)!].sort(
      (a, b) => (b.enough?.copies ?? 0) - (a.enough?.copies ?? 0),
    )
    return { component: model.components[id]!, enough: most!.enough }
  })
  const lines = full.slice(0, 3).map(({ component, enough }) => {
    const { name } = component
    if (!enough) return `let ${named(name)} do more, or send it less`
    const line = enoughLine(component, enough, 'most')
    if (enough.shards !== undefined) return `cut ${name} into ${enough.shards} shards: ${line}`
    return `run ${counted(enough.copies, 'copy', 'copies')} of ${name}: ${line}`
  })
  const more = full.slice(3).map(({ component }) => component.name)
  return more.length === 0 ? lines.join('; ') : `${lines.join('; ')}; and see to ${listed(more)}`
}
