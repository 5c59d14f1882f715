// Lines to paste say what the author's own say, with one attribute more, and read as `.arch` again; mistakes
// are not repeated.

import { expect, it } from 'vitest'
import { link } from '#src/model/link.ts'
import { load } from '#src/workspace/load.ts'
import { memoryHost } from '#src/workspace/memory-host.ts'
import { read } from '../../test/support/linting.ts'
import { copiesAtLeast, declarationWith, secondCopy } from './paste.ts'

it.each([
  ['service api', 'service api { replicas: 2 }'],
  ['service api "The API"', 'service api "The API" { replicas: 2 }'],
  ['service api {}', 'service api { replicas: 2 }'],
  ['service api { tier: 1 }', 'service api { tier: 1, replicas: 2 }'],
  ['service api { tier: 1, }', 'service api { tier: 1, replicas: 2 }'],
  ['service api { replicas: 1 }', 'service api { replicas: 2 }'],
  ['service api { replicas: 1, tier: 1 }', 'service api { replicas: 2, tier: 1 }'],
  ['service api { tech: "{ }" }', 'service api { tech: "{ }", replicas: 2 }'],
  ['service   api   "The  API"  { tier:  1 }', 'service api "The  API" { tier: 1, replicas: 2 }'],
  ['service api { tags: [a, "b, c"] }', 'service api { tags: [a, "b, c"], replicas: 2 }'],
  ['service api "a \\"b\\" \\\\"', 'service api "a \\"b\\" \\\\" { replicas: 2 }'],
  ['load-balancer front', 'lb front { replicas: 2 }'],
  ['kind engine : service {}\nengine one', 'engine one { replicas: 2 }'],
  ['every service { replicas: 1 }\nservice api', 'service api { replicas: 2 }'],
])('%s becomes %s', (written, wanted) => {
  const component = read(written).model.components[0]!
  const line = declarationWith(component, { replicas: '2' })
  expect(line).toBe(wanted)
  const kinds = written.startsWith('kind') ? `${written.split('\n')[0]}\n` : ''
  expect(read(kinds + line).model.components[0]!.copies).toBe(2)
})

it.each([
  ['service a { a -> b }', 'service a { replicas: 2 }'],
  ['service a { replica: 2, tier: 1 }', 'service a { tier: 1, replicas: 2 }'],
  ['service a { tier: x, latency: 5ms }', 'service a { latency: 5ms, replicas: 2 }'],
  ['service a { replicas: two }', 'service a { replicas: 2 }'],
  ['service a { tier: 1, tier: 2 }', 'service a { tier: 1, replicas: 2 }'],
  ['zone n\nservice a { zones: [n, nope] }', 'service a { replicas: 2 }'],
])('%s has a mistake, which is not repeated', (written, wanted) => {
  const workspace = load(memoryHost({ 'main.arch': written }), 'main.arch')
  if (workspace.kind === 'unreadable') throw new Error(workspace.reason)
  const linked = link(workspace.value)
  expect([...workspace.diagnostics, ...linked.diagnostics]).not.toEqual([])
  const component = linked.value.components.find(({ name }) => name === 'a')!
  expect(declarationWith(component, { replicas: '2' })).toBe(wanted)
})

it.each([
  ['c3.app { replicas: 3 }', 'c3.app { replicas: 5 }'],
  ['c3.app { tier: 2, replicas:  3 }', 'c3.app { tier: 2, replicas: 5 }'],
  ['c3.app { replicas: 3 }\nc3.app { tier: 2 }', 'c3.app { replicas: 5 }'],
  ['c3.app { latency: 5ms }', 'service app { replicas: 5, tier: 1 }'],
  ['c3.app {\n  replicas: 3\n}', 'replicas: 5 in the amendment of c3.app'],
])('%s beats what is imported, and is what changes', (amendment, wanted) => {
  const files = (line: string) => ({
    'main.arch': `import "stack.arch" as c1\nimport "stack.arch" as c3\n${line}\n`,
    'stack.arch': 'service app { replicas: 2, tier: 1 }\n',
  })
  const appOf = (line: string) =>
    read(files(line)).model.components.find(({ name }) => name === 'c3.app')!
  const line = declarationWith(appOf(amendment), { replicas: '5' })
  expect(line).toBe(wanted)
  if (line.startsWith('c3.')) expect(appOf(line).copies).toBe(5)
})

it('an amendment in the file of the component leaves the word to its declaration', () => {
  const { model } = read('service app { tier: 1 }\napp { replicas: 3 }\n')
  const line = declarationWith(model.components[0]!, { replicas: '5' })
  expect(line).toBe('service app { tier: 1, replicas: 5 }')
})

it('gives copies by what says how many there are, and lets one take over', () => {
  const first = (text: string) => read(text).model.components[0]!
  expect(copiesAtLeast(first('service a { autoscale: 1..5 }'), 2)).toEqual({ autoscale: '2..5' })
  expect(copiesAtLeast(first('service a { autoscale: 0..1 }'), 2)).toEqual({ autoscale: '2..2' })
  expect(copiesAtLeast(first('service a'), 4)).toEqual({ replicas: '4' })
  expect(secondCopy(first('database a { failover: manual }'))).toEqual({
    replicas: '2',
    failover: 'auto',
  })
  expect(secondCopy(first('database a'))).toEqual({ replicas: '2' })
  const singleton = { replicas: '2', singleton: 'yes' }
  expect(secondCopy(first('scheduler a'))).toEqual(singleton)
  expect(secondCopy(first('scheduler a { singleton: no }'))).toEqual(singleton)
  expect(secondCopy(first('scheduler a { singleton: b }\nlock b'))).toEqual({ replicas: '2' })
})

it('of a body with an ignore shows the attribute alone', () => {
  const text = 'service api { ignore single-point-of-failure "rebuilt in a minute" }'
  const component = read(text).model.components[0]!
  expect(declarationWith(component, { replicas: '2' })).toBe('replicas: 2 in the body of "api"')
})

it('of a body over several lines shows the attribute alone', () => {
  const component = read('service api {\n  tier: 1\n}').model.components[0]!
  expect(declarationWith(component, { replicas: '2' })).toBe('replicas: 2 in the body of "api"')
})
