// `loadpath simulate` through the built program: how it ends, what stands on which stream, what it refuses.

import { describe, expect, it } from 'vitest'
import { folderWith } from './support/run.ts'
import { shop } from './support/shop.ts'

describe('the command', () => {
  it('ends with 1 where a scenario fails, and prints the result alone', () => {
    const folder = folderWith({ 'a.arch': shop, 'b.arch': shop.replace('fail: pay', 'load: 2x') })
    const failed = folder.run(['simulate', 'a.arch'])
    expect([failed.status, failed.err]).toEqual([1, ''])
    expect(failed.out).toMatch(/^a\.arch: 2 flows, 4 components, 2 zones, 1 region\n/)
    expect(folder.run(['simulate', 'b.arch']).status).toBe(0)
    expect(folder.run(['simulate', 'a.arch', '--scenario', 'Lose a']).status).toBe(0)
    expect(folder.run(['simulate', 'a.arch', '--fail', 'pay']).status).toBe(0)
  })

  it('ends with 2 where it cannot run as asked', () => {
    const folder = folderWith({ 'a.arch': shop })
    const asked = (...words: readonly string[]) => folder.run(['simulate', ...words])
    expect(asked('b.arch')).toMatchObject({ status: 2, out: '' })
    expect(asked('a.arch', '--fail', 'payy').err).toBe(
      'loadpath: --fail "payy" names nothing that could fail, did you mean "pay"?\n',
    )
    expect(asked('a.arch', '--format', 'jsn').err).toBe(
      'loadpath: --format does not know "jsn", did you mean "json"? (it knows text, json, markdown)\n',
    )
    expect(asked('a.arch', '--flow').status).toBe(2)
    expect(asked('a.arch', '--flow', '').err).toBe(
      'loadpath: --flow wants a value, and "" is empty\n',
    )
    expect(asked('a.arch', 'b.arch').status).toBe(2)
    expect(asked().status).toBe(2)
  })

  it('says the mistakes of a file, and simulates what is left', () => {
    const folder = folderWith({
      'a.arch': `${shop}servce other\n`.replace('fail: pay', 'load: 2x'),
    })
    const { status, out, err } = folder.run(['simulate', 'a.arch'])
    expect(status).toBe(1)
    expect(err).toContain('error[unknown-kind]')
    expect(out).toContain('Browse')
  })
})
