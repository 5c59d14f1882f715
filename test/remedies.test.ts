// What requirement-failed proposes is tried as a person would: on random systems each line that a help says to write is
// written into the text, and the text is read anew. Where the help says that it is enough, the requirement holds;
// the numbers before and after are those of the two texts.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { analyze } from '#src/analysis/analyze.ts'
import type { Answer } from '#src/analysis/requirements/answers.ts'
import { amountText } from '#src/analysis/requirements/words.ts'
import { lintText, only } from './support/linting.ts'
import { validModelOf } from './support/model.ts'
import { smallSystem } from './support/random/small-systems.ts'

interface Proposal {
  readonly before: string | undefined
  readonly after: string | undefined
  readonly line: string
}

const notEnough =
  /^not enough by itself; to begin with, |^each of .* needs a change of its own; to begin with, /
const notShown = 'then it is not shown to fail: '
/** Of an attribute that several lack. */
const oneOfThem = 'each by itself; to begin with, '
const nothing = 'no single change that was tried'

/** `run 2 copies of eu.api (3 d becomes 3 h): service api { replicas: 2 }`, and more behind `; or`. */
function proposalsIn(help: string): readonly Proposal[] {
  return help
    .replace(notEnough, '')
    .replace(notShown, '')
    .replace(oneOfThem, '')
    .split(/; or |; (?=[a-z]+ [^:]*: )/)
    .map((part) => {
      const [, numbers, line] = /^[^:(]*(?:\((.*)\))?: (.*)$/.exec(part) ?? []
      const [before, after] = numbers?.split(' becomes ') ?? []
      return { before, after, line: line ?? '' }
    })
}

/** The text with a declaration in the place of the one of that name, or with more on the edges that are named. */
function written(text: string, line: string): string {
  const [, items, from, targets] = /^(.*) on (\S+) -> (.*)$/.exec(line) ?? []
  if (items !== undefined) {
    return targets!.split(', ').reduce((sofar, to) => onEdge(sofar, from!, to, items), text)
  }
  const plain = /^(\S+) -> (\S+) \{ (.*) \}$/.exec(line)
  if (plain) return onEdge(text, plain[1]!, plain[2]!, plain[3]!)
  const [kind, name] = line.split(' ')
  const old = new RegExp(`^( *)${kind} ${name} .*$`, 'm')
  expect(text, line).toMatch(old)
  return text.replace(old, (_, indent: string) => indent + line)
}

function onEdge(text: string, from: string, to: string, items: string): string {
  const short = (name: string): string => name.replace('eu.', '')
  const old = new RegExp(`^(${short(from)} -> ${short(to)})(?: \\{ (.*) \\})?$`, 'm')
  expect(text, `${from} -> ${to}`).toMatch(old)
  const names = items.split(', ').map((item) => item.split(':')[0])
  return text.replace(old, (_, ends: string, body = '') => {
    const kept = body.split(', ').filter((one: string) => !names.includes(one.split(':')[0]))
    return `${ends} { ${[...kept, items].filter((one) => one !== '').join(', ')} }`
  })
}

function answerTo(text: string, requirement: string): Answer {
  const facts = analyze(validModelOf(text))
  const asked = facts.requirements().find((one) => `require ${one.text}` === requirement)!
  return facts.answer(asked)
}

function amounts({ asked, cases }: Answer): readonly string[] {
  return cases.map((one) => amountText(asked.demand, one))
}

it('each change that is shown does what it says, in the text', () => {
  const met = { enough: 0, numbers: 0, edges: 0 }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const { text, requirements } = smallSystem(seed)
      for (const { message, help } of lintText(text, {
        preset: 'all',
        settings: only('requirement-failed'),
      })) {
        if (help === undefined || help.startsWith(nothing)) continue
        const requirement = requirements.find((one) => message.startsWith(`\`${one}\``))!
        const before = amounts(answerTo(text, requirement))
        for (const proposal of proposalsIn(help)) {
          const then = answerTo(written(text, proposal.line), requirement)
          const where = `${message}\n${help}\n${text}`
          if (!notEnough.test(help) && !help.startsWith(oneOfThem)) {
            // What was not known before may still not be.
            expect(then.status, where).not.toBe('failed')
            if (help.startsWith(notShown)) expect(then.status, where).toBe('not-shown')
            if (then.status === 'held') met.enough++
          }
          if (proposal.before !== undefined) {
            expect(before, where).toContain(proposal.before)
            expect(amounts(then), where).toContain(proposal.after)
            met.numbers++
          }
          if (proposal.line.includes('->')) met.edges++
        }
      }
    }),
    { numRuns: 150, seed: 4 },
  )
  expect(Math.min(...Object.values(met))).toBeGreaterThan(20)
})
