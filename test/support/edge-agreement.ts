// Oracle against analysis on what edges alone say: the first thing on which they differ.

import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'
import { reachable } from './oracle/closure.ts'
import { isContainer, isStore } from './oracle/containment.ts'
import { edgeFacts, lieApart } from './oracle/edges.ts'
import { copiesTo } from './oracle/replicas.ts'

export function differenceInEdges(model: Model, facts: Facts): string | undefined {
  const oracle = edgeFacts(model)
  const singles = model.components.filter((one) => !isContainer(one)).map(({ id }) => id)
  const answers = (ask: (id: number) => readonly number[], ids: Iterable<number>) =>
    [...ids].map((id) => [id, ask(id)])
  const brokers = [...oracle.producers.keys()]
  const writes = singles.flatMap((id) =>
    facts.writesTo(id).map(({ edge, from, to }) => `${edge.id} ${from} ${to}`),
  )
  const again = facts.repeatedEdges().flatMap((repetition) => repetition.again.map(({ id }) => id))
  return (
    unlike('producers', [...oracle.producers], answers(facts.producersOf, brokers)) ??
    unlike('consumers', [...oracle.consumers], answers(facts.consumersOf, brokers)) ??
    unlike('writes', oracle.writes, writes.sort()) ??
    unlike(
      'edges said again',
      oracle.repeated,
      again.sort((a, b) => a - b),
    ) ??
    unlike('originals said again', [], originalsIn(facts, oracle.repeated)) ??
    unlike('what is in use', oracle.inUse, singles.filter(facts.isInUse)) ??
    differenceInBranches(model, facts) ??
    differenceInPlaces(model, facts)
  )
}

/** Parts of what is not in use, and that ways to them are of calls that follow each other, as far as work does. */
function differenceInBranches(model: Model, facts: Facts): string | undefined {
  const singles = model.components.filter((one) => !isContainer(one)).map(({ id }) => id)
  const branches = facts.branchesOf(singles.filter((id) => !facts.isInUse(id)))
  const { tied } = edgeFacts(model)
  const broken = branches.filter(({ top, way = [] }) => {
    const ends = way.map(({ from, to }) => [from, to])
    const meet = ends.every(
      (pair, index) => index === 0 || pair.some((id) => ends[index - 1]!.includes(id)),
    )
    return !meet || (ends.length > 0 && !ends.at(-1)!.includes(top))
  })
  return (
    unlike(
      'what edges tie together',
      tied,
      branches.map(({ members }) => members),
    ) ?? unlike('ways to it', [], broken)
  )
}

/** Originals are edges that nothing says again, each once. */
function originalsIn(facts: Facts, repeated: readonly number[]): readonly number[] {
  const originals = facts.repeatedEdges().map(({ original }) => original.id)
  return originals.filter((id, index) => repeated.includes(id) || originals.indexOf(id) !== index)
}

function differenceInPlaces(model: Model, facts: Facts): string | undefined {
  const stores = model.components.filter(isStore).map(({ id }) => id)
  for (const one of stores) {
    const copies = reachable(one, (id) => copiesTo(model, id))
    copies.delete(one)
    const { name } = model.components[one]!
    const found =
      unlike(
        `what has the data of ${name}`,
        [...copies].sort((a, b) => a - b),
        facts.copiedFrom(one),
      ) ??
      unlike(
        `what lies apart from ${name}`,
        stores.filter((other) => lieApart(model, one, other)),
        stores.filter((other) => facts.lieApart(one, other)),
      )
    if (found) return found
  }
  return undefined
}

function unlike(what: string, oracle: unknown, analysis: unknown): string | undefined {
  const [a, b] = [JSON.stringify(oracle), JSON.stringify(analysis)]
  return a === b ? undefined : `${what}: oracle ${a}, analysis ${b}`
}
