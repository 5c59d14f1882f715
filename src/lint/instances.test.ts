// Of a stack that is imported into several containers: what is found in each is told once with all of them, and
// what an `ignore`, a help or a fix tells apart stays apart. Nothing that was found is lost.

import { describe, expect, it } from 'vitest'
import { rules } from '#rules/generated/rules.ts'
import { fixing } from '../../test/support/fixing.ts'
import { lintText } from '../../test/support/linting.ts'
import { brief, everyService } from '../../test/support/made-up.ts'
import { unitedInstances } from './instances.ts'
import type { Finding, Rule } from './rule.ts'

const stack = `lb front { replicas: 2 }
service api { replicas: 1 }
front -> api
flow "View" { front -> api }
`
const main = `client web
region east { import "./stack.arch" }
region west { import "./stack.arch" }
web -> east, west
`
const told = (files: Readonly<Record<string, string>>, rule: string) =>
  lintText({ 'main.arch': main, 'stack.arch': stack, ...files }).filter((one) => one.rule === rule)

const stacks = (parts: string, from = main) => ({ 'main.arch': from, 'stack.arch': parts })
const runFiles = (files: Readonly<Record<string, string>>, rule: Rule = everyService) =>
  brief(lintText(files, { rules: [rule] }))

describe('a finding of two instances', () => {
  it('is one that names them', () => {
    const [found, ...others] = told({}, 'lb-single-target')
    expect(others).toEqual([])
    expect(found!.message).toBe(
      'everything behind "east.front" is the one copy of "east.api"; the same in "west"',
    )
    expect(found!.at.source.path).toBe('stack.arch')
    expect(found!.subjects).toEqual(['east.api', 'west.api'])
    expect(found!.instances?.map(({ message }) => message)).toEqual([
      'everything behind "east.front" is the one copy of "east.api"',
      'everything behind "west.front" is the one copy of "west.api"',
    ])
  })

  it('names flows of the instances in its witness', () => {
    const parts = `database orders
service api { replicas: 2 }
api -> orders { reads: 1 }
flow "View" { api -> orders }
`
    const [found, ...others] = told({ 'stack.arch': parts }, 'single-point-of-failure')
    expect(others).toEqual([])
    expect(found!.witness!.flows).toEqual(['east: View', 'web', 'west: View'])
  })

  it('is named by what is around the instance, however deep', () => {
    const files = {
      'main.arch': 'region east { import "./mid.arch" }\nregion west { import "./mid.arch" }',
      'mid.arch': 'group g { import "./stack.arch" }\ngroup h { import "./stack.arch" }',
      'stack.arch': 'service api',
    }
    expect(runFiles(files)).toEqual([
      'warning every-service: found east.g.api; the same in "east.h", "west.g", "west.h"',
    ])
    const { 'mid.arch': mid, ...rest } = files
    expect(runFiles({ ...rest, 'mid.arch': mid.split('\n')[0]! })).toEqual([
      'warning every-service: found east.g.api; the same in "west"',
    ])
  })

  it('at the top too is named as it is', () => {
    const files = stacks(
      'service api',
      'import "./stack.arch"\nregion east { import "./stack.arch" }',
    )
    expect(runFiles(files)).toEqual(['warning every-service: found api; the same in "east.api"'])
  })

  it('has the highest severity of all', () => {
    const rule: Rule = {
      ...everyService,
      *check(context) {
        for (const one of everyService.check({ ...context, options: { least: 0 } })) {
          yield { ...one, raised: one.subjects[0]!.startsWith('west') }
        }
      },
    }
    expect(runFiles(stacks('service api'), rule)).toEqual([
      'error every-service: found east.api; the same in "west"',
    ])
  })

  it('stays two where its number differs, or one has none', () => {
    const rule: Rule = {
      ...everyService,
      *check({ model }) {
        for (const { name, at, copies, builtin } of model.components) {
          if (builtin !== 'service') continue
          yield { message: `${name} has ${copies}`, at, subjects: [name] }
        }
      },
    }
    const more = `${main}west.api { replicas: 3 }\n`
    expect(runFiles(stacks('service api', more), rule)).toEqual([
      'warning every-service: east.api has 1',
      'warning every-service: west.api has 3',
    ])
  })

  it('stays two where what is to be written differs', () => {
    const rule: Rule = {
      ...everyService,
      *check(context) {
        for (const one of everyService.check({ ...context, options: { least: 0 } })) {
          yield { ...one, help: one.subjects[0]!.startsWith('west') ? 'go' : 'stay' }
        }
      },
    }
    expect(runFiles(stacks('service api'), rule)).toHaveLength(2)
  })
})

describe('an ignore', () => {
  const known = 'ignore lb-single-target "known"'
  const lines = (files: Readonly<Record<string, string>>) => brief(told(files, 'lb-single-target'))
  const whole = 'everything behind "east.front" is the one copy of "east.api"'

  it('in the file of the stack covers all instances', () => {
    const inside = stack.replace('replicas: 1 }', `replicas: 1  ${known} }`)
    expect(lines({ 'stack.arch': inside })).toEqual([
      `warning lb-single-target: ${whole}; the same in "west" (off)`,
    ])
  })

  it('around one instance covers that one, and the others are told', () => {
    const outside = main.replace('region east {', `region east { ${known} `)
    expect(lines({ 'main.arch': outside })).toEqual([
      `warning lb-single-target: ${whole} (off)`,
      `warning lb-single-target: ${whole.replaceAll('east', 'west')}`,
    ])
  })

  it('around each with a reason of its own keeps the reasons', () => {
    const both = main
      .replace('region east {', `region east { ${known} `)
      .replace('region west {', 'region west { ignore lb-single-target "other" ')
    const found = told({ 'main.arch': both }, 'lb-single-target')
    expect(found.map(({ suppressed }) => suppressed?.reason)).toEqual(['known', 'other'])
  })
})

describe('a fix', () => {
  const rest = { 'stack.arch': stack, 'main.arch': main }

  it('of all instances is made once, in their file', async () => {
    const { files, findings, refused } = await fixing(rest, 'unsafe')
    expect(files.map(({ path, made }) => [path, made.map(({ title }) => title)])).toEqual([
      ['/stack.arch', ['write replicas: 2 on "east.api"']],
    ])
    expect([refused, findings.filter(({ rule }) => rule === 'lb-single-target')]).toEqual([[], []])
  })

  it('of one of them leaves those of the others', async () => {
    const amended = { ...rest, 'main.arch': `${main}west.api { replicas: 1, owner: sales }\n` }
    const { files, findings, refused } = await fixing(amended, 'unsafe')
    expect(files.flatMap(({ made }) => made.map(({ title }) => title)).sort()).toEqual([
      'write replicas: 2 on "east.api"',
      'write replicas: 2 on "west.api"',
    ])
    expect([refused, findings.filter(({ rule }) => rule === 'lb-single-target')]).toEqual([[], []])
  })
})

describe('nothing that was found', () => {
  const found = lintText({ 'main.arch': main, 'stack.arch': stack }, { rules, preset: 'all' })

  it('is lost, or told twice', () => {
    const all = found.flatMap((one) => one.instances ?? [one])
    expect(found.some(({ instances }) => instances)).toBe(true)
    expect(new Set(all.map(({ rule, message }) => `${rule} ${message}`)).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(found.length)
  })

  it('is united by chance: two components of one file are two', () => {
    expect(runFiles({ 'main.arch': 'service east service west' })).toHaveLength(2)
  })

  it('is an instance of itself where a rule says it twice', () => {
    const twice: Rule = {
      ...everyService,
      *check({ model }) {
        const { name, at } = model.components[0]!
        const one: Finding = { message: 'twice', at, subjects: [name] }
        yield one
        yield one
      },
    }
    const [one, ...others] = lintText('service a', { rules: [twice] })
    expect([one!.instances, one!.witness, others]).toEqual([undefined, undefined, []])
  })
})

it('findings of different places are handed back as they are', () => {
  const findings = lintText('service a service b', { rules: [everyService] })
  const model = { components: [], flows: [] } as unknown as Parameters<typeof unitedInstances>[1]
  expect(unitedInstances(findings, model)).toBe(findings)
})
