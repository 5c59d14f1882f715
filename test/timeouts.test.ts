// Timeouts against what lies below them, and retries that multiply, against the oracles that look at every pair of
// calls and at every way (./support/oracle/calls-below.ts) on random systems.

import { describe, expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Flow, Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './support/model.ts'
import { expectedShort, expectedTries } from './support/oracle/calls-below.ts'
import { plantTiming } from './support/random/timing.ts'
import { randomArch } from './support/random-model.ts'
import { shrunk } from './support/shrink.ts'

const seeds = Array.from({ length: 2000 }, (_, index) => index + 1)

type Difference = (model: Model, flow: Flow, facts: Facts) => string | undefined

function firstDifference(difference: Difference): string | undefined {
  const differenceIn = (text: string): string | undefined => {
    const { model, diagnostics } = modelOf(text)
    if (errorsOf(diagnostics).length > 0) return undefined
    const facts = analyze(model)
    return model.flows
      .map((flow) => difference(model, flow, facts))
      .find((one) => one !== undefined)
  }
  for (const seed of seeds) {
    const text = randomArch(seed, { components: 3 + (seed % 8) }, plantTiming)
    if (differenceIn(text) === undefined) continue
    const least = shrunk(text, (smaller) => differenceIn(smaller) !== undefined)
    return `seed ${seed}: ${differenceIn(least)}\n${least}`
  }
  return undefined
}

describe('short timeouts', () => {
  it('are those of the oracle', () => {
    let count = 0
    const difference = firstDifference((model, flow, facts) => {
      const found = facts
        .shortTimeouts()
        .filter(({ flows, timeoutMs, waitMs }) => flows.includes(flow) && timeoutMs < waitMs)
        .map(
          ({ edge, caller, callee, timeoutMs, waitMs }) =>
            `${edge.id} ${caller} ${callee}: ${timeoutMs} < ${waitMs.toPrecision(9)}`,
        )
        .sort()
      count += found.length
      const expected = onFlow(facts, flow, expectedShort(model, flow))
      if (String(found) === String(expected)) return undefined
      return `${flow.name}: ${found}; the oracle says ${expected}`
    })
    expect(difference).toBe(undefined)
    expect(count).toBeGreaterThan(200)
  })
})

/** Of an implicit flow, which takes every declared edge, those whose caller it reaches. */
function onFlow(facts: Facts, flow: Flow, lines: readonly string[]): readonly string[] {
  if (flow.scope.kind === 'edges') return lines
  return lines.filter((line) => facts.flowsOf(Number(line.split(' ')[1])).includes(flow))
}

describe('retries', () => {
  it('multiply to what the oracle finds by going every way', () => {
    let count = 0
    const difference = firstDifference((model, flow, facts) => {
      const path = facts.retryPaths().find(({ flows }) => flows.includes(flow))
      if (
        path &&
        path.hops.reduce((product, { attempts }) => product * attempts, 1) !== path.attempts
      )
        return `${flow.name}: the hops do not give ${path.attempts}`
      if (path && path.attempts > 1) count++
      // The way of implicit flows may belong to one of them alone.
      const expected = expectedTries(model, flow)
      if (flow.scope.kind === 'everything' && !path && implicitPaths(facts)) return undefined
      return (path?.attempts ?? 1) === expected
        ? undefined
        : `${path?.attempts}; the oracle says ${expected}`
    })
    expect(difference).toBe(undefined)
    expect(count).toBeGreaterThan(200)
  })
})

function implicitPaths(facts: Facts): boolean {
  return facts
    .retryPaths()
    .some(({ flows }) => flows.some(({ scope }) => scope.kind === 'everything'))
}
