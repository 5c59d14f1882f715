// What flows take of what their clients ask: by a share, or by a rate, which is a share in other words; and that flows
// and scenarios have names.

import { describe, expect, it } from 'vitest'
import { spanText } from '#grammar/source.ts'
import { modelOf, validModelOf } from './support/model.ts'

/** `code at the text that it points to`, in order. */
function told(text: string): readonly string[] {
  return modelOf(text).diagnostics.map((one) => `${one.rule} at ${spanText(one.at)}`)
}

describe('flows', () => {
  it('have a name, and so do scenarios', () => {
    const text = (flow: string, scenario: string) =>
      told(
        `client w service a w -> a flow "${flow}" { w -> a } scenario "${scenario}" { load: 2x }`,
      )
    expect(text('A', 'B')).toEqual([])
    expect(text('', ' ')).toEqual(['empty-text at ""', 'empty-text at " "'])
  })

  it('take a rate for a share in other words', () => {
    const text = (client: string, first: string, second = 'share: 0%') =>
      `client web { ${client} } service a web -> a flow "A" { web -> a ${first} } flow "B" { web -> a ${second} }`
    const flows = (...given: Parameters<typeof text>) =>
      validModelOf(text(...given)).flows.map(({ name }) => name)
    expect(flows('rps: 100', 'rate: 30/s')).toEqual(['A', 'B', 'web'])
    expect(flows('rps: 100', 'rate: 30/s', 'share: 70%')).toEqual(['A', 'B'])
    expect(flows('users: 10, requests: 10/s', 'rate: 30/s', 'rate: 70/s')).toEqual(['A', 'B'])
    expect(flows('', 'rate: 30/s')).toEqual(['A', 'B'])
    const mistakes = (...given: Parameters<typeof text>) => told(text(...given))
    expect(mistakes('rps: 100', 'rate: 300/s')).toEqual(['share-too-large at rate: 300/s'])
    expect(mistakes('rps: 100', 'rate: 30/s', 'share: 80%')).toEqual([
      'share-too-large at share: 80%',
    ])
    expect(mistakes('rps: 100', 'rate: 30/s share: 20%')).toEqual(['rate-and-share at share: 20%'])
  })

  it('of several clients take a rate from each by how much it asks', () => {
    const flows = (phone: string) =>
      validModelOf(
        `client web { rps: 10 } client phone ${phone} service a web, phone -> a flow "A" { web, phone -> a rate: 20/s }`,
      ).flows.map(({ name }) => name)
    expect(flows('{ rps: 10 }')).toEqual(['A'])
    expect(flows('{ rps: 30 }')).toEqual(['A', 'web', 'phone'])
    // Nobody says how the rate is divided, so that nobody is said to ask for too much.
    expect(flows('{ }')).toEqual(['A'])
  })
})
