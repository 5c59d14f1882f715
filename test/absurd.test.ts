// What can be read and can hardly be meant gets a warning of the model, at its own place; what can be meant gets none.

import { expect, it } from 'vitest'
import { spanText } from '#grammar/source.ts'
import { modelOf } from './support/model.ts'

function told(body: string): readonly string[] {
  const { diagnostics } = modelOf(
    `client web { rps: 10 }\nlb front { replicas: 2 }\nservice a\nservice b\nweb -> front\n${body}`,
  )
  return diagnostics.map((one) => `${one.severity} ${one.rule} at ${spanText(one.at)}`)
}

it.each([
  ['service c { mtbf: 3d }', ['warning half-of-a-pair at mtbf: 3d']],
  ['service c { mttr: 1h }', ['warning half-of-a-pair at mttr: 1h']],
  ['service c { mtbf: 0s, mttr: 0s }', ['warning half-of-a-pair at mtbf: 0s']],
  ['service c { mtbf: 3d, mttr: 0s }', []],
  ['service c { mtbf: 3d, mttr: 1h }', []],
  ['service c { mtbf: 3d, mttr: 1h, availability: 99% }', ['warning half-of-a-pair at mtbf: 3d']],
  ['service c { availability: 0% }', ['warning never-up at availability: 0%']],
  ['cache c { hit: 100% }', ['warning never-misses at hit: 100%']],
  ['cache c { hit: 99.9% }', []],
  ['client c { peak: 0x }', ['warning low-peak at peak: 0x']],
  ['client c { peak: 1x }', []],
  ['client c', []],
  ['client c { users: 0 }\nc -> a', ['warning asks-nothing at users: 0']],
  ['client c { rps: 0, peak: 0x }\nc -> a', ['warning asks-nothing at rps: 0']],
  ['client c { users: 10, requests: 0/s }\nc -> a', ['warning asks-nothing at requests: 0/s']],
  ['client c { rps: 1 }\nc -> a\nscenario "off" { c { rps: 0 } }', []],
  ['group g { }\nscenario "s" { fail: g }', ['error cannot-fail at fail: g']],
  ['group g { group h { client d } }\nscenario "s" { fail: g }', ['error cannot-fail at fail: g']],
  ['group g { group h { cache d } }\nscenario "s" { fail: g }', []],
  ['zone z\nscenario "s" { fail: z }', []],
  ['scenario "s" { fail: web }', ['error cannot-fail at fail: web']],
  ['client c { rps: 1 }', ['warning calls-nothing at c']],
  ['client c { rps: 1 }\nc ~> a', []],
  ['front -> a { weight: 0 }, b { weight: 0 }', ['warning no-weight at weight: 0']],
  ['a -> (front { weight: 0 } | b { weight: 0 })', ['warning no-weight at weight: 0']],
  ['front -> a { weight: 0 }, b', []],
  ['front -> a { weight: 0 }', []],
])('%s', (body, wanted) => {
  expect(told(body)).toEqual(wanted)
})
