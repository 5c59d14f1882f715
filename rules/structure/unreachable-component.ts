// What nothing leads to: a store, lock, balancer, gateway, dns or cdn without an edge into it, and
// anything without an edge at all. Mostly a forgotten edge, or what is left of a removed part. Services
// and workers without an edge into them may be started by what the file does not show.

import type { Component, Facts, Model } from '#src/lint/rule.ts'
import { componentsNamedIn, defineRule, isContainer, isStore, named } from '#src/lint/rule.ts'

const noEdgeIn = (name: string): string => `nothing leads to ${named(name)}`

const noEdge = (name: string): string => `${named(name)} has no edge at all`

const onlyReached = ['lock', 'lb', 'gateway', 'dns', 'cdn']
const standAlone = ['client', 'external', 'monitor']

export default defineRule({
  id: 'unreachable-component',
  category: 'structure',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  since: '0.1.0',
  summary: 'nothing leads to a component',
  options: {},
  yieldsTo: ['orphan-queue', 'cdn-without-origin'],
  wholeSystem: true,
  *check({ model, facts }) {
    const caller = callers(model, facts)
    const used = componentsNamedIn(model, ['dlq', 'for', 'fallback', 'singleton'])
    for (const component of model.components) {
      if (isContainer(component) || standAlone.includes(component.builtin)) continue
      if (used.has(component.id) || others(facts.edgesInto(component.id)).length > 0) continue
      const isAlone = others(facts.edgesOf(component.id)).length === 0
      if (!isAlone && !isStore(component) && !onlyReached.includes(component.builtin)) continue
      yield {
        message: (isAlone ? noEdge : noEdgeIn)(component.name),
        at: component.at,
        subjects: [component.name],
        notes: ['it is drawn, and no request, message or copy ever gets there'],
        help: `write what uses it, or remove it: ${useOf(component, caller)}`,
      }
    }
  },
})

/** An edge to itself leads nowhere new. */
function others(calls: ReturnType<Facts['edgesOf']>): ReturnType<Facts['edgesOf']> {
  return calls.filter(({ from, to }) => from !== to)
}

type Calling = 'client' | 'service' | 'queue'

const examples: Readonly<Record<Calling, string>> = { client: 'web', service: 'api', queue: 'jobs' }

/** For each kind that calls, the first of the file that does, else an example's name. */
function callers(model: Model, facts: Facts): (kind: Calling) => string {
  const known = new Map<Calling, string>()
  const first = (kind: Calling) =>
    model.components.find(({ id, builtin }) => builtin === kind && facts.edgesOf(id).length > 0)
  return (kind) => {
    const name = known.get(kind) ?? first(kind)?.name ?? examples[kind]
    known.set(kind, name)
    return name
  }
}

/** An edge as it may be meant, from a caller that the file has, where it has one. */
function useOf({ name, builtin }: Component, caller: (kind: Calling) => string): string {
  if (builtin === 'worker') return `${caller('queue')} ~> ${name}`
  const isEntrance = ['lb', 'gateway', 'dns', 'cdn', 'service', 'function'].includes(builtin)
  const arrow = ['queue', 'topic', 'stream'].includes(builtin) ? '~>' : '->'
  return `${caller(isEntrance ? 'client' : 'service')} ${arrow} ${name}`
}
