// How far an `ignore` reaches from where it stands: the top of the root file, of an imported file, and an
// amendment; and what is said of one that stands where it can be about nothing.

import { describe, expect, it } from 'vitest'
import type { Diagnostic, Edit } from '#grammar/diagnostic.ts'
import type { MemoryFiles } from '#src/workspace/memory-host.ts'
import { lintText } from '../../test/support/linting.ts'
import { brief, everyService } from '../../test/support/made-up.ts'
import { modelOf } from '../../test/support/model.ts'

const told = (files: MemoryFiles) => brief(lintText(files, { rules: [everyService] }))

describe('an ignore', () => {
  it('at the top of an imported file covers what stands in that file, and no other', () => {
    const files = {
      'main.arch': 'import "./part.arch"\nservice own',
      'part.arch': 'ignore every-service "a part"\nimport "./third.arch"\nservice theirs',
      'third.arch': 'service third',
    }
    expect(told(files)).toEqual([
      'warning every-service: found own',
      'warning every-service: found theirs (off)',
      'warning every-service: found third',
    ])
    const instances = { ...files, 'main.arch': 'group g { import "./part.arch" }\nservice own' }
    expect(told(instances)).toEqual([
      'warning every-service: found own',
      'warning every-service: found g.theirs (off)',
      'warning every-service: found g.third',
    ])
  })

  it('at the top of the root file covers all findings of its model, wherever they stand', () => {
    const files = {
      'main.arch':
        'ignore every-service "all"\nimport "./part.arch"\ngroup g { import "./third.arch" }',
      'part.arch': 'import "./third.arch" as p\nservice theirs',
      'third.arch': 'service third',
    }
    expect(told(files)).toEqual([
      'warning every-service: found theirs (off)',
      'warning every-service: found p.third; the same in "g" (off)',
    ])
    expect(told({ ...files, 'main.arch': `${files['main.arch']}\nservice own` })[0]).toBe(
      'warning every-service: found own (off)',
    )
  })

  it('at the top of the root file silences nothing where no file has a finding', () => {
    const files = {
      'main.arch': 'ignore every-service "all"\nimport "./part.arch"',
      'part.arch': 'database theirs',
    }
    expect(told(files)).toEqual([
      'warning ignore-without-effect: this ignore of every-service silences nothing',
    ])
    expect(told({ ...files, 'part.arch': 'service theirs' })).toEqual([
      'warning every-service: found theirs (off)',
    ])
  })
})

describe('an ignore in an amendment', () => {
  const part = 'service theirs\nservice others\ngroup g { service inner  service second }'
  const amended = (amendment: string) =>
    told({ 'main.arch': `import "./part.arch"\n${amendment}`, 'part.arch': part })
  const off = (...names: readonly string[]) =>
    ['theirs', 'others', 'g.inner', 'g.second'].map(
      (name) => `warning every-service: found ${name}${names.includes(name) ? ' (off)' : ''}`,
    )

  it('belongs to the component that is amended, beside attributes or alone', () => {
    expect(amended('theirs { ignore every-service "known" }')).toEqual(off('theirs'))
    expect(amended('theirs { tier: 1, ignore every-service "known" }')).toEqual(off('theirs'))
    expect(amended('theirs { tier: 1 }\ng.inner { ignore every-service "a" }')).toEqual(
      off('g.inner'),
    )
    expect(amended('inner { ignore every-service "found as any name" }')).toEqual(off('g.inner'))
  })

  it('covers all inside a container, also one that an import made', () => {
    expect(amended('g { ignore every-service "known" }')).toEqual(off('g.inner', 'g.second'))
    const files = {
      'main.arch': 'import "./part.arch" as p\np { ignore every-service "not ours" }\nservice own',
      'part.arch': 'service theirs',
    }
    expect(told(files)).toEqual([
      'warning every-service: found own',
      'warning every-service: found p.theirs (off)',
    ])
  })

  it('covers one instance of a file, and not the other', () => {
    const files = {
      'main.arch': `region a { import "./part.arch" }
region b { import "./part.arch"  api { ignore every-service "in its container" } }
region c { import "./part.arch" }
c.api { ignore every-service "by its name" }`,
      'part.arch': 'service api',
    }
    expect(told(files)).toEqual([
      'warning every-service: found a.api',
      'warning every-service: found b.api (off)',
      'warning every-service: found c.api (off)',
    ])
  })

  it('has an end, a rule and an effect as any other', () => {
    expect(amended('theirs { ignore every-service "known" { until: 2025-12-31 } }').at(0)).toBe(
      'warning ignore-expired: this ignore of every-service ended on 2025-12-31',
    )
    expect(amended('theirs { ignore evry-service "known" }').at(0)).toBe(
      'error unknown-rule: there is no rule "evry-service"',
    )
    const idle = {
      'main.arch': 'import "./part.arch"\na { ignore every-service "known" }',
      'part.arch': 'database a',
    }
    expect(told(idle)).toEqual([
      'warning ignore-without-effect: this ignore of every-service silences nothing',
    ])
    const [{ fix }] = lintText(idle, { rules: [everyService] }) as [Diagnostic]
    const [{ at, text }] = fix!.edits as [Edit]
    const source = at.source.text
    expect(source.slice(0, at.start) + text + source.slice(at.end)).toBe('import "./part.arch"\n')
  })
})

describe('an ignore that is about nothing that there is', () => {
  const help =
    'write it in the braces of the component, the container, the edge or the flow that it is about, or at the top level of the file'
  const ignore = 'ignore every-service "known"'
  const api = 'service api'

  it.each([
    [`${api}\nscenario "S" { api { replicas: 2, ${ignore} } }`, 'an amendment of a scenario'],
    [`${api}\nscenario "S" { ${ignore} }`, 'a scenario'],
    [`${api}\nevery service { ${ignore} }`, '`every`'],
    [`${api}\nkind k : service { ${ignore} }`, 'a kind'],
    [`${api}\nview v { ${ignore} }`, 'a view'],
    [`service api { ${ignore} { ${ignore} } }`, 'an ignore'],
  ])('%j is told with where to write it', (text, place) => {
    const { diagnostics } = modelOf(text)
    expect(diagnostics.map((one) => [one.message, one.help])).toEqual([
      [`an ignore cannot stand inside ${place}`, help],
    ])
  })

  it('is not told a second time where the amended component is unknown', () => {
    const { diagnostics } = modelOf(`${api}\nbilling { ${ignore} }`)
    expect(diagnostics.map(({ message }) => message)).toEqual(['there is no component `billing`'])
  })
})
