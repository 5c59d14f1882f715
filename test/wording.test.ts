// Sentences that a newcomer stumbled over: what is said has to be so of the numbers at hand, and has to say something.

import { expect, it } from 'vitest'
import { lintText } from './support/linting.ts'

const notesOf = (rule: string, text: string): readonly string[] =>
  lintText(text)
    .filter((one) => one.rule === rule)
    .flatMap(({ notes }) => notes)

it('one copy is not some of several', () => {
  const text = `client web
region eu {
  zone a
  zone b
  service one { zones: [a, b] }
  service other { replicas: 2, zones: [a] }
  service big { replicas: 2, zones: [a] }
}
web -> eu.one | eu.other
web -> eu.big
`
  expect(notesOf('zone-failure-outage', text).slice(0, 2)).toEqual([
    'the one copy of "eu.one" lies in it',
    'both copies of "eu.other" lie in it',
  ])
})

it('what fails is held against something that is said', () => {
  const text = `client web
region eu {
  zone a
  zone b
}
service both { replicas: 2, zones: [eu.a, eu.b] }
service one { zones: [eu.a, eu.b] }
web -> both, one
require survive 1 zone
`
  expect(notesOf('requirement-failed', text)).toEqual(['it is held against every such loss'])
})

it('what is nearly 1 is not told as 1', () => {
  const text = 'service a\nservice b\na -> b { calls: 0.9999999999 }\nb -> a { calls: 1 }\n'
  expect(notesOf('amplifying-cycle', text)[0]).toBe('0.9999999999 × 1 is 0.9999999999')
  const whole = text.replace('0.9999999999', '2')
  expect(notesOf('amplifying-cycle', whole)[0]).toBe('2 × 1 is 2')
})
