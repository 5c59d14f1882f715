// A safe fix keeps what the design says: over random systems with edges and choices said again, amendments that
// change nothing and ignores that silence nothing, every fact and every other finding is the same afterwards. Load is the
// exception: an edge that stands there twice carries twice as much, which is why one of the two should go.

import { expect, it } from 'vitest'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { fixedText, found } from './support/fixing.ts'
import { meaningOf } from './support/meaning.ts'
import { errorsOf, modelOf, validModelOf } from './support/model.ts'
import { seeded } from './support/random/random.ts'
import { repeatedArch } from './support/random-repeats.ts'

const seeds = Array.from({ length: 500 }, (_, index) => index + 1)

/** What safe fixes mend. */
const mended = ['duplicate-edge', 'amendment-without-effect', 'ignore-without-effect']

it('leaves every fact and every other finding as they are', async () => {
  const made = new Map(mended.map((rule) => [rule, 0]))
  for (const seed of seeds) {
    const before = idleArch(seed)
    if (before === undefined) continue
    const after = await fixedText(before, 'safe')
    if (after === before) continue
    const [was, now] = [found(before), found(after)]
    expect(told(now), `seed ${seed}`).toEqual(told(was))
    expect(meaningOf(validModelOf(after)), `seed ${seed}`).toEqual(meaningOf(validModelOf(before)))
    for (const rule of mended) {
      const gone = countOf(was, rule) - countOf(now, rule)
      made.set(rule, made.get(rule)! + gone)
    }
  }
  for (const [rule, count] of made) expect(count, rule).toBeGreaterThan(40)
})

/** Other findings than those to be mended; what is told of each of two edges that say the same, once. */
function told(findings: readonly Diagnostic[]): readonly unknown[] {
  const others = findings.filter(({ rule }) => !mended.includes(rule))
  const texts = others.map(({ rule, severity, message, subjects }) =>
    JSON.stringify([rule, severity, rule === 'amplifying-cycle' ? '' : message, subjects]),
  )
  return [...new Set(texts)].sort()
}

function countOf(findings: readonly Diagnostic[], rule: string): number {
  return findings.filter((one) => one.rule === rule).length
}

/** Amendments that say what a component says already, and ignores of what is not found. */
function idleArch(seed: number): string | undefined {
  const text = repeatedArch(seed)
  if (text === undefined) return undefined
  const { model, diagnostics } = modelOf(text)
  if (errorsOf(diagnostics).length > 0) return undefined
  const random = seeded(seed)
  const copied = model.components.filter(({ attributes }) => attributes.has('replicas'))
  const lines = random.some(copied, 2).map(({ name, copies }) => {
    const also = random.chance(0.3) ? '  ignore self-edge "never mind"' : ''
    return `${name} { replicas: ${copies}${also} }`
  })
  const ignores = random.chance(0.3) ? ['ignore missing-client "there are some"'] : []
  const idle = `${text}${[...lines, ...ignores].join('\n')}\n`
  return errorsOf(modelOf(idle).diagnostics).length > 0 ? undefined : idle
}
