// Which features that bear on serving occur in a model: what makes sure that the random models are not
// all alike. Counted from the model, not from the generator's intent.
// It is past 250 lines: a table of one line and one question a feature.

import { componentIn, numberIn, wordIn } from '#src/model/attributes.ts'
import type { Component, Edge, Flow, FlowEdge, Group, Model } from '#src/model/model.ts'
import {
  consumes,
  isBroker,
  isClient,
  isContainer,
  isInside,
  isMonitor,
  isPool,
  isStore,
  spreads,
} from './oracle/containment.ts'
import { callsThroughDns } from './oracle/declared.ts'
import { startsOf } from './oracle/flows.ts'
import { replicaSetOf } from './oracle/replicas.ts'
import { unitsOf } from './serves.ts'

type Test = (model: Model) => boolean

const tests: Readonly<Record<string, Test>> = {
  'targets by comma': anyGroup(({ needed, edges }) => needed === 'all' && edges.length > 1),
  'targets by |': anyGroup(({ needed, edges }) => needed === 1 && edges.length > 1),
  'k of, more than one': anyGroup(
    ({ needed, edges }) => needed !== 'all' && needed > 1 && edges.length > needed,
  ),
  optional: anyEdge((edge) => wordIn(edge.attributes, 'optional') === 'yes'),
  'a cache that is not optional': anyEdge(
    (edge, model) =>
      wordIn(edge.attributes, 'optional') === 'no' && end(model, edge.to).builtin === 'cache',
  ),
  fallback: anyEdge((edge) => componentIn(edge.attributes, 'fallback') !== undefined),
  'lb or dns with several targets': anyComponent(
    (one, model) => spreads(one) && model.edges.filter(({ from }) => from === one.id).length > 1,
  ),
  'alternatives of a lb or dns': anyEdge((edge, model) => isSpread(model, edge)),
  'route on a spread edge': anyEdge(
    (edge, model) => edge.attributes.has('route') && spreads(end(model, edge.from)),
  ),
  'reads alone': anyEdge((edge) => positive(edge, 'reads') && !positive(edge, 'writes')),
  'writes alone': anyEdge((edge) => positive(edge, 'writes') && !positive(edge, 'reads')),
  'reads and writes': anyEdge((edge) => positive(edge, 'reads') && positive(edge, 'writes')),
  'edge to a pool': anyEdge((edge, model) => isPool(end(model, edge.to))),
  'edge from a pool': anyEdge((edge, model) => isPool(end(model, edge.from))),
  'edge to a container': anyEdge((edge, model) => isBox(end(model, edge.to))),
  'edge from a container': anyEdge((edge, model) => isBox(end(model, edge.from))),
  'edge from a container to what lies in it': anyEdge((edge, model) =>
    isInside(model, edge.to, edge.from),
  ),
  'monitor on a container': anyEdge(
    (edge, model) => isMonitor(end(model, edge.from)) && isContainer(end(model, edge.to)),
  ),
  'zone in a region': anyComponent(
    (one, model) =>
      one.builtin === 'zone' && one.parent >= 0 && end(model, one.parent).builtin === 'region',
  ),
  'zone outside regions': anyComponent((one) => one.builtin === 'zone' && one.parent < 0),
  'zones list': anyComponent(({ zones }) => zones.length > 0),
  'zones repeated': anyComponent(({ zones }) => new Set(zones).size < zones.length),
  'several copies': anyComponent(({ copies, managed }) => copies > 1 && !managed),
  'needs a number': anyComponent((one) => (numberIn(one.attributes, 'needs') ?? 0) > 1),
  'needs quorum': anyComponent((one) => wordIn(one.attributes, 'needs') === 'quorum'),
  shards: anyComponent(
    (one) => isStore(one) && (numberIn(one.attributes, 'shards') ?? 1) > 1 && one.copies > 1,
  ),
  'failover by hand': anyComponent((one) =>
    ['manual', 'none'].includes(wordIn(one.attributes, 'failover') ?? ''),
  ),
  'failover written auto': anyComponent((one) => wordIn(one.attributes, 'failover') === 'auto'),
  'replication by quorum': anyComponent(
    (one) => wordIn(one.attributes, 'replication') === 'quorum',
  ),
  'replica set': anyComponent((one, model) => replicaSetOf(model, one.id).members.length > 1),
  'replica set of three': anyComponent(
    (one, model) => replicaSetOf(model, one.id).members.length > 2,
  ),
  'replica set with several sources': anyComponent(
    (one, model) => replicaSetOf(model, one.id).sources.length > 1,
  ),
  'several databases into one': anyComponent((one, model) => isMerge(model, one)),
  'cache with for': anyComponent((one) => componentIn(one.attributes, 'for') !== undefined),
  'cache without for': anyComponent(
    (one) => one.builtin === 'cache' && componentIn(one.attributes, 'for') === undefined,
  ),
  'cache beside the store it is for': anyEdge((edge, model) =>
    isBeside(model, edge, componentIn(end(model, edge.to).attributes, 'for')),
  ),
  'cache beside a store': anyEdge(
    (edge, model) =>
      end(model, edge.to).builtin === 'cache' &&
      model.components.some((one) => one.builtin === 'database' && isBeside(model, edge, one.id)),
  ),
  'message to a broker': anyEdge(
    (edge, model) => edge.arrow === '~>' && isBroker(end(model, edge.to)),
  ),
  'message to no broker': anyEdge(
    (edge, model) =>
      edge.arrow === '~>' && !isContainer(end(model, edge.to)) && !isBroker(end(model, edge.to)),
  ),
  'call to a broker': anyEdge(
    (edge, model) =>
      edge.arrow === '->' && isBroker(end(model, edge.to)) && !consumes(end(model, edge.from)),
  ),
  'broker hands on': anyEdge(
    (edge, model) =>
      edge.arrow === '~>' && isBroker(end(model, edge.from)) && !isBroker(end(model, edge.to)),
  ),
  'consumer takes': anyEdge(
    (edge, model) =>
      edge.arrow === '->' && isBroker(end(model, edge.to)) && consumes(end(model, edge.from)),
  ),
  'dead letters': anyEdge(({ implicit }) => implicit),
  'edge to a monitor': anyEdge((edge, model) => isMonitor(end(model, edge.to))),
  'edge to a client': anyEdge((edge, model) => isClient(end(model, edge.to))),
  'several clients': (model) => model.components.filter(isClient).length > 1,
  managed: anyComponent(
    (one) => one.managed && !['dns', 'cdn', 'function', 'external'].includes(one.builtin),
  ),
  external: anyComponent((one) => one.builtin === 'external' && one.managed),
  'external with copies': anyComponent((one) => one.builtin === 'external' && !one.managed),
  'unit of needs': (model) => unitsOf(model).length > 0,
  'circle with a way around': (model) => hasOpenCircle(model),
  'dns behind a caller': anyComponent((one, model) =>
    callsThroughDns(model, one.id).some(({ through }) => through.length > 0),
  ),
  'declared flow': anyFlow(({ scope }) => scope.kind === 'edges'),
  'implicit flow': anyFlow(({ scope }) => scope.kind === 'everything'),
  'flow that names a container': anyFlowEdge(
    ({ from, to }, _, model) => isContainer(end(model, from)) || isContainer(end(model, to)),
  ),
  'flow that narrows a target': anyFlowEdge(({ to }, edge) => to !== edge.to),
  'flow that narrows a source': anyFlowEdge(({ from }, edge) => from !== edge.from),
  'flow with use of its own': anyFlowEdge(
    ({ attributes }, edge) =>
      attributes !== edge.attributes && (attributes.has('reads') || attributes.has('writes')),
  ),
  'flow with a part of a choice': anyFlow((flow, model) => takesPart(model, flow)),
  'parallel edges with labels': anyEdge((edge, model) =>
    model.edges.some(
      (other) =>
        other.id > edge.id &&
        other.from === edge.from &&
        other.to === edge.to &&
        other.label !== edge.label,
    ),
  ),
  'flow from a broker': anyFlow((flow, model) =>
    startsOf(model, flow).some((id) => isBroker(end(model, id))),
  ),
  'flow from a scheduler': anyFlow((flow, model) =>
    startsOf(model, flow).some((id) => end(model, id).builtin === 'scheduler'),
  ),
  'flow from a service': anyFlow((flow, model) =>
    startsOf(model, flow).some((id) => end(model, id).builtin === 'service'),
  ),
  policy: ({ policies }) => policies.length > 0,
}

export const featureNames: readonly string[] = Object.keys(tests)

export function featuresOf(model: Model): readonly string[] {
  return featureNames.filter((name) => tests[name]!(model))
}

function anyGroup(test: (group: Group) => boolean): Test {
  return (model) => model.groups.some(test)
}

function anyEdge(test: (edge: Edge, model: Model) => boolean): Test {
  return (model) => model.edges.some((edge) => test(edge, model))
}

function anyComponent(test: (one: Component, model: Model) => boolean): Test {
  return (model) => model.components.some((one) => test(one, model))
}

function anyFlow(test: (flow: Flow, model: Model) => boolean): Test {
  return (model) => model.flows.some((flow) => test(flow, model))
}

function anyFlowEdge(test: (named: FlowEdge, edge: Edge, model: Model) => boolean): Test {
  return anyFlow(
    ({ scope }, model) =>
      scope.kind === 'edges' &&
      scope.edges.some((named) => test(named, model.edges[named.edge]!, model)),
  )
}

function end(model: Model, id: number): Component {
  return model.components[id]!
}

function isBox(one: Component): boolean {
  return isContainer(one) && !isPool(one)
}

function positive(edge: Edge, name: string): boolean {
  return (numberIn(edge.attributes, name) ?? 0) > 0
}

function isMerge(model: Model, one: Component): boolean {
  const origins = model.edges.filter(({ arrow, to }) => arrow === '=>' && to === one.id)
  return (
    one.builtin === 'database' &&
    origins.filter(({ from }) => end(model, from).builtin === 'database').length > 1 &&
    replicaSetOf(model, one.id).members.length === 1
  )
}

/** A lb or dns has a second edge to the same kind of component, not joined by | or k of. */
function isSpread(model: Model, edge: Edge): boolean {
  return (
    spreads(end(model, edge.from)) &&
    model.edges.some(
      (other) =>
        other.id > edge.id &&
        other.from === edge.from &&
        other.to !== edge.to &&
        end(model, other.to).builtin === end(model, edge.to).builtin &&
        model.groups[other.group]!.needed === 'all',
    )
  )
}

/** The caller of a cache also calls the store. */
function isBeside(model: Model, edge: Edge, store: number | undefined): boolean {
  return (
    end(model, edge.to).builtin === 'cache' &&
    model.edges.some(({ from, to }) => from === edge.from && to === store)
  )
}

/** Two components that call each other, one of them with an alternative. */
function hasOpenCircle(model: Model): boolean {
  return model.edges.some(
    (edge) =>
      model.groups[edge.group]!.needed === 1 &&
      model.groups[edge.group]!.edges.length > 1 &&
      model.edges.some(
        (back) => back.from === edge.to && back.to === edge.from && back.arrow === '->',
      ),
  )
}

function takesPart(model: Model, flow: Flow): boolean {
  if (flow.scope.kind !== 'edges') return false
  const taken = new Set(flow.scope.edges.map(({ edge }) => edge))
  return model.groups.some(
    ({ needed, edges }) =>
      needed !== 'all' &&
      edges.some((edge) => taken.has(edge)) &&
      edges.some((edge) => !taken.has(edge)),
  )
}
