// A config that this version passes over is named, and one that says nothing is not.

import { expect, test } from 'vitest'
import { memoryHost } from '#src/index.ts'
import { unreadConfigs } from './unread-config.ts'

test.each([
  ['{ "rules": { "high-fan-out": "off" } }', ['loadpath.config.json']],
  ['{ not json', ['loadpath.config.json']],
  ['{ }\n', []],
  ['', []],
])('a config of %j is named as %j', (config, named) => {
  const host = memoryHost({
    'loadpath.config.json': config,
    'a/b/main.arch': '',
    'a/other.arch': '',
  })
  expect(unreadConfigs(host, ['/a/b/main.arch', '/a/other.arch'])).toEqual(named)
})

test('the nearest one alone counts', () => {
  const host = memoryHost({
    'loadpath.config.json': '{ "rules": {} }',
    'a/loadpath.config.ts': 'export default {}',
    'a/main.arch': '',
  })
  expect(unreadConfigs(host, ['/a/main.arch'])).toEqual(['a/loadpath.config.ts'])
})
