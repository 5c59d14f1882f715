// What is said of units that do not exist: a unit that may be meant is named where it is the only one that is near,
// since another would change the number by a magnitude; months are written in days.

import { describe, expect, it } from 'vitest'
import { modelOf } from './support/model.ts'

function told(value: string, attribute = 'retention') {
  const { diagnostics } = modelOf(`database d { ${attribute}: ${value} }\n`)
  const found = diagnostics.filter(({ rule }) => rule === 'unknown-unit')
  return found.map(({ help, fix }) => [help, fix?.edits.map(({ text }) => text)])
}

describe('an unknown unit', () => {
  it.each(['18mo', '18mon', '18months', '18Mo'])('of months, %s, is days', (value) => {
    expect(told(value)).toEqual([['a month is written in days: `540d`', undefined]])
  })

  it.each(['3mi', '5q', '2z', '1ss'])('that may be several, %s, is not guessed', (value) => {
    expect(told(value)).toEqual([['it takes a duration: `retention: 30d`', undefined]])
  })

  it.each([
    ['3mss', 'retention', '3ms'],
    ['3days', 'retention', '3d'],
    ['5TBB', 'max-size', '5TB'],
    ['5gb', 'max-size', '5GB'],
    ['5/sec', 'capacity', '5/s'],
  ])('that is near one alone, %s, is taken for it', (value, attribute, meant) => {
    expect(told(value, attribute)).toEqual([[`did you mean \`${meant}\`?`, [meant]]])
  })
})
