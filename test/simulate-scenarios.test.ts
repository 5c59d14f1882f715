// A scenario that is asked for by its name: what it changes is told, and one with a mistake in it is not run.

import { describe, expect, it } from 'vitest'
import { json, simulated } from './support/simulating.ts'

const text = `client c { rps: 10 }
service s { capacity: 100/s }
c -> s
scenario "busy" { c { rps: 1000
  peak: 2x } }
scenario "both" { fail: s  load: 2x  c { rps: 1 } }
scenario "odd" { fail: nowhere  load: 3x }
`

describe('simulate --scenario', () => {
  it('tells what the scenario changes, beside what it loses and its load', async () => {
    expect(await simulated(text, { scenario: 'busy' })).toContain(
      'In scenario "busy": c { rps: 1000, peak: 2x }\n',
    )
    expect(await simulated(text, { scenario: 'both' })).toContain(
      'In scenario "both": s lost, c { rps: 1 }, 2 times the load\n',
    )
    const { state } = await json(text, { scenario: 'busy' })
    expect(state).toMatchObject({ ran: true, changes: ['c { rps: 1000, peak: 2x }'], lost: [] })
  })

  it('does not run one with a mistake in it, and tells nothing of what goes on in it', async () => {
    const found = await simulated(text, { scenario: 'odd' })
    expect(found).toContain('\nscenario "odd" was not run: there is a mistake in it\n')
    expect(found).not.toMatch(/nothing lost|goes on/)
    const markdown = await simulated(text, { scenario: 'odd', format: 'markdown' })
    expect(markdown).toContain('scenario "odd" was not run: there is a mistake in it.')
    expect(markdown).not.toMatch(/nothing lost|goes on/)
    const { state } = await json(text, { scenario: 'odd' })
    expect(state).toMatchObject({ ran: false, passed: false, flows: [] })
  })
})

describe('a requirement that is written twice', () => {
  it('names what it speaks of once', async () => {
    const twice = `${text}require survive 1 copy\nrequire survive 1 copy\n`
    expect(await simulated(twice)).toMatch(/^ {2}failed {2}survive 1 copy {2}c {2}stopped/m)
  })
})
