// The oracle of fan-outs: for each component that a flow waits for, its needed calls that are made at the same time,
// counted one by one. It takes the model alone and shares no code with src/analysis.

import { wordIn } from '#src/model/attributes.ts'
import type { Flow, Model } from '#src/model/model.ts'
import type { Line } from './ends.ts'
import { askedOf, calledOn, sendsFirst } from './latency.ts'
import { callsOf, choicesOf, timesOf } from './latency-calls.ts'
import { isFree } from './needs.ts'

/** `component calls`, one line for each that makes needed calls at the same time, where their number is known. */
export function expectedFanOuts(model: Model, flow: Flow): readonly string[] {
  const asked = askedOf(model, flow)
  const callers = [...new Set([...asked.starts, ...calledOn(asked)])]
  const named = new Set(
    flow.scope.kind === 'edges'
      ? flow.scope.edges.flatMap(({ edge, named }) => (named ? [edge] : []))
      : [],
  )
  const counts = (line: Line): boolean =>
    wordIn(line.attributes, 'parallel') === 'yes' &&
    !isFree(model, line) &&
    (named.has(line.edge.id) ||
      ['calls', 'reads', 'writes'].some((name) => line.attributes.has(name)))
  const fanOf = (id: number): number =>
    choicesOf(asked, id)
      .flatMap((choice) => {
        const calls = choice
          .filter(counts)
          .flatMap((line) => callsOf(model, line).map(() => timesOf(line)))
          .sort((a, b) => b - a)
        const edges = new Set(choice.map(({ edge }) => edge))
        const { needed } = model.groups[choice[0]!.edge.group]!
        return edges.size === 1 ? calls : calls.slice(0, needed === 'all' ? 1 : needed)
      })
      .reduce((a, b) => a + b, 0)
  const ofStart = (id: number): boolean => asked.starts.includes(id) && sendsFirst(asked, id)
  return callers
    .filter((id) => !ofStart(id) && fanOf(id) > 0)
    .map((id) => `${id} ${fanOf(id)}`)
    .sort()
}
