// `loadpath estimate` through the built program: how it ends, what stands on which stream, what it refuses.

import { describe, expect, it } from 'vitest'
import schema from '#src/estimate/estimate.schema.json' with { type: 'json' }
import { violations } from './support/json-schema.ts'
import { folderWith } from './support/run.ts'

const shop = `client web { users: 1M, requests: 20/day, peak: 3x }
service api { replicas: 4, capacity: 300/s, latency: 20ms }
database orders { replicas: 2, record: 2KB, retention: 730d }
web -> api { size: 4KB } -> orders { writes: 0.1, reads: 1 }
scenario "Sale" { load: 4x }
`

describe('the command', () => {
  it('prints the sheet alone', () => {
    const folder = folderWith({ 'a.arch': shop })
    const { status, out, err } = folder.run(['estimate', 'a.arch'])
    expect([status, err]).toEqual([0, ''])
    expect(out).toMatch(/^a\.arch: 3 components\n/)
    expect(out).toMatch(/^ {2}requests, peak +694\/s += 1M users × 20 a day × 3 ÷ 86 400 s$/m)
    expect(folder.run(['estimate', 'a.arch']).out).toBe(out)
  })

  it('in JSON keeps to its schema', () => {
    const folder = folderWith({ 'a.arch': shop })
    const { out } = folder.run(['estimate', 'a.arch', '--format', 'json', '--scenario', 'Sale'])
    const sheet = JSON.parse(out)
    expect(violations(schema, sheet)).toEqual([])
    expect(sheet.state).toBe('scenario "Sale", 4 times the load')
    expect(folder.run(['estimate', 'a.arch', '--format=markdown']).out).toMatch(/^# Estimates: a/)
  })

  it('reads standard input for -, under the name that it is given', () => {
    const folder = folderWith({ 'a.arch': shop })
    const fromFile = folder.run(['estimate', 'a.arch']).out
    const read = folder.run(['estimate', '-'], { input: shop })
    expect(read).toEqual({ status: 0, out: fromFile.replace('a.arch', '<stdin>'), err: '' })
    const named = ['-', '--stdin-filename', 'a.arch']
    expect(folder.run(['estimate', ...named], { input: shop }).out).toBe(fromFile)
    const simulated = folder.run(['simulate', 'a.arch'])
    expect(folder.run(['simulate', ...named], { input: shop })).toEqual(simulated)
    expect(folder.run(['estimate', 'a.arch', '--stdin-filename', 'b.arch'])).toEqual({
      status: 2,
      out: '',
      err: 'loadpath: --stdin-filename names standard input, which - reads\n',
    })
  })

  it('ends with 2 where it cannot run as asked', () => {
    const folder = folderWith({ 'a.arch': shop })
    const asked = (...words: readonly string[]) => folder.run(['estimate', ...words])
    expect(asked('b.arch')).toMatchObject({ status: 2, out: '' })
    expect(asked('b.arch').err).toContain('"b.arch" was not estimated: ')
    expect(asked('a.arch', '--scenario', 'Sail')).toEqual({
      status: 2,
      out: '',
      err: 'loadpath: --scenario "Sail" is no scenario of the file: write "Sale"\n',
    })
    expect(asked('a.arch', '--load', 'ten').err).toBe(
      'loadpath: --load wants a multiplier such as 10x, and "ten" is none\n',
    )
    expect(asked('a.arch', '--load', '2x', '--scenario', 'Sale').err).toBe(
      'loadpath: --scenario has its own failures and load: leave out --load, or the scenario\n',
    )
    expect(asked('a.arch', '--format', 'jsn').err).toBe(
      'loadpath: --format does not know "jsn", did you mean "json"? (it knows text, json, markdown)\n',
    )
    expect(asked('a.arch', '--fail', 'api').status).toBe(2)
    expect(asked('a.arch', 'b.arch').status).toBe(2)
    expect(asked().status).toBe(2)
  })

  it('says the mistakes of a file, and estimates what is left', () => {
    const folder = folderWith({ 'a.arch': `${shop}servce other\n` })
    const { status, out, err } = folder.run(['estimate', 'a.arch'])
    expect(status).toBe(1)
    expect(err).toContain('error[unknown-kind]')
    expect(out).toContain('1M users × 20 a day')
  })
})
