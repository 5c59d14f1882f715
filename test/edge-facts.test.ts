// What edges alone say, against the oracle: on random systems in which some edges are said again, by
// themselves or by a container around one of their ends. (In `serves.test.ts` on others.)

import { expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Edge, Model } from '#src/model/model.ts'
import { differenceInEdges } from './support/edge-agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { type Random, seeded } from './support/random/random.ts'
import { randomArch } from './support/random-model.ts'

const seeds = Array.from({ length: 1200 }, (_, index) => index + 1)

it('is what the oracle says, where edges are said again', () => {
  let repetitions = 0
  let byContainers = 0
  for (const seed of seeds) {
    const model = withRepeats(seed)
    if (!model) continue
    const facts = analyze(model)
    const found = differenceInEdges(model, facts)
    expect(found, `seed ${seed}`).toBe(undefined)
    for (const { original, again } of facts.repeatedEdges()) {
      repetitions += again.length
      byContainers += again.filter(({ from, to }) => {
        return from !== original.from || to !== original.to
      }).length
    }
  }
  expect(repetitions).toBeGreaterThan(1000)
  expect(byContainers).toBeGreaterThan(100)
})

function withRepeats(seed: number): Model | undefined {
  const text = randomArch(seed, { components: 4 + (seed % 6) })
  const first = modelOf(text)
  if (errorsOf(first.diagnostics).length > 0) return undefined
  const random = seeded(seed)
  const lines = random.some(first.model.edges, 4).map((edge) => repeatOf(random, first.model, edge))
  // A line that is refused (an edge into its own container) makes the text none of ours.
  const { model, diagnostics } = modelOf(`${text}${lines.join('\n')}\n`)
  return errorsOf(diagnostics).length > 0 ? undefined : model
}

function repeatOf(random: Random, { components }: Model, { from, to, arrow, label }: Edge): string {
  const end = (id: number): string => {
    const { name, parent } = components[id]!
    return parent >= 0 && random.chance(0.3) ? components[parent]!.name : name
  }
  const said = label !== undefined && random.chance(0.7) ? ` "${label}"` : ''
  return `${end(from)} ${arrow} ${end(to)}${said}`
}
