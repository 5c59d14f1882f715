// Lines to paste are the author's own, with one attribute more, and read as `.arch` again.

import { expect, it } from 'vitest'
import { read } from '../../test/support/linting.ts'
import { declarationWith } from './paste.ts'

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
  ['every service { replicas: 1 }\nservice api', 'service api { replicas: 2 }'],
])('%s becomes %s', (written, wanted) => {
  const component = read(written).model.components[0]!
  const line = declarationWith(component, 'replicas', '2')
  expect(line).toBe(wanted)
  expect(read(line).model.components[0]!.copies).toBe(2)
})

it('of a body over several lines shows the attribute alone', () => {
  const component = read('service api {\n  tier: 1\n}').model.components[0]!
  expect(declarationWith(component, 'replicas', '2')).toBe('replicas: 2 in the body of "api"')
})
