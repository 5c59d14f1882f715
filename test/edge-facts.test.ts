// What edges alone say, against the oracle: on random systems in which some edges are said again, by
// themselves or by a container around one of their ends. (In `serves.test.ts` on others.)

import { expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import { differenceInEdges } from './support/edge-agreement.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { repeatedArch } from './support/random-repeats.ts'

const seeds = Array.from({ length: 1200 }, (_, index) => index + 1)

it('is what the oracle says, where edges are said again', () => {
  let repetitions = 0
  let byContainers = 0
  let byChoices = 0
  for (const seed of seeds) {
    const { model, diagnostics } = modelOf(repeatedArch(seed) ?? 'an error')
    // A line that is refused (an edge into its own container) makes the text none of ours.
    if (errorsOf(diagnostics).length > 0) continue
    const facts = analyze(model)
    const found = differenceInEdges(model, facts)
    expect(found, `seed ${seed}`).toBe(undefined)
    for (const { original, again } of facts.repeatedEdges()) {
      repetitions += again.length
      byContainers += again.filter(({ from, to }) => {
        return from !== original.from || to !== original.to
      }).length
      if (model.groups[original.group]!.needed !== 'all') byChoices += again.length
    }
  }
  expect(repetitions).toBeGreaterThan(1000)
  expect(byContainers).toBeGreaterThan(100)
  expect(byChoices).toBeGreaterThan(20)
})
