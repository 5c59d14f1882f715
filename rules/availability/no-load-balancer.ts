// A service that runs in several copies and is called by clients or externals directly: nothing in the
// file says how a request finds one of the copies, and that it finds one that works. A dns between is the
// dns' own question, and copies that keep a state of their own are that of other rules.

import type { Call, Component, Facts, Model, Related } from '#src/lint/rule.ts'
import {
  counted,
  defineRule,
  freeName,
  isNamedInFlow,
  isWritten,
  listed,
  named,
  wordIn,
} from '#src/lint/rule.ts'

const nothingBetween = ({ name, copies }: Component, callers: readonly string[]): string =>
  `${listed(callers.map(named))} ${callers.length === 1 ? 'calls' : 'call'} the ${copies} copies of ${named(name)} with no load balancer before them`

const why = ({ copies }: Component): string =>
  `somebody has to choose among ${counted(copies, 'copy', 'copies')}, and to leave out one that is down`

export default defineRule({
  id: 'no-load-balancer',
  category: 'availability',
  severity: 'info',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'clients call the copies of a service with no load balancer before them',
  options: {},
  yieldsTo: ['no-api-gateway'],
  *check({ model, facts }) {
    for (const service of model.components.filter(isSpreadOut)) {
      const direct = facts.edgesInto(service.id).filter((call) => isFromOutside(call, model))
      const callers = [...new Set(direct.map(({ from }) => model.components[from]!))]
      if (callers.length === 0) continue
      const names = callers.map(({ name }) => name)
      yield {
        message: nothingBetween(service, names),
        at: service.at,
        subjects: [service.name],
        edges: [...new Set(direct.map(({ edge }) => edge.id))],
        related: [
          ...elsewhere(service),
          ...direct.slice(0, 9).map(({ edge }) => ({ message: 'directly', at: edge.at })),
        ],
        notes: [why(service)],
        help: between(names, service, direct, model, facts),
        witness: { callers: names, copies: service.copies },
      }
    }
  },
})

/** Copies that somebody wrote, any of which may answer. */
function isSpreadOut({ builtin, managed, copies, attributes }: Component): boolean {
  if (builtin !== 'service' || managed || copies < 2) return false
  if (!['replicas', 'autoscale'].some((name) => isWritten(attributes, name))) return false
  return (wordIn(attributes, 'state') ?? 'none') === 'none'
}

/** Where its copies are written, if that is not in its own declaration. */
function elsewhere({ attributes, copies, span }: Component): readonly Related[] {
  const at = (attributes.get('replicas') ?? attributes.get('autoscale'))?.at
  if (!at || (at.source === span.source && at.start >= span.start && at.end <= span.end)) return []
  return [{ message: `its ${copies} copies`, at }]
}

function isFromOutside({ edge, from }: Call, { components }: Model): boolean {
  return edge.arrow === '->' && ['client', 'external'].includes(components[from]!.builtin)
}

/** By way of a balancer that calls the service already, else of a new one. */
function between(
  callers: readonly string[],
  service: Component,
  direct: readonly Call[],
  model: Model,
  facts: Facts,
): string {
  const known = facts
    .edgesInto(service.id)
    .map(({ from }) => model.components[from]!)
    .find(({ builtin }) => builtin === 'lb' || builtin === 'gateway')
  const inFlows = isNamedInFlow(
    direct.map(({ edge }) => edge.id),
    model,
  )
    ? ', in the flows too'
    : ''
  const from = callers.join(', ')
  if (known) return `send it there in place of the edge${inFlows}: ${from} -> ${known.name}`
  const lastNames = new Set(model.components.map((one) => lastName(one)))
  const name = freeName(`${lastName(service)}-lb`, lastNames)
  return `put one between, in place of the edge${inFlows}: lb ${name} { replicas: 2 }  ${from} -> ${name} -> ${service.name}`
}

/** What it is called where it stands; nothing else is to be called so, or references would mean another. */
function lastName({ name }: Component): string {
  return name.split('.').at(-1) ?? name
}
