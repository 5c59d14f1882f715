// Folding on made-up rules: who yields to whom, whose subjects are held, and which severity wins.

import { describe, expect, it } from 'vitest'
import type { Severity } from '#grammar/diagnostic.ts'
import { sourceText } from '#grammar/source.ts'
import { fold } from './fold.ts'
import { type Found, found } from './found.ts'
import { defineRule, type Finding, type Rule } from './rule.ts'

const at = { source: sourceText('a.arch', ''), start: 0, end: 0 }

function rule(id: string, yieldsTo: readonly string[] = [], severity: Severity = 'warning'): Rule {
  return defineRule({
    ...{ id, yieldsTo, severity, category: 'test', presets: ['recommended', 'strict'] },
    ...{ since: '0.1.0', summary: 'made up', options: {} },
    check: () => [],
  })
}

function about(by: Rule, subjects: readonly string[], more: Partial<Finding> = {}): Found {
  const finding = { message: `${by.id} of ${subjects}`, at, subjects, ...more }
  return found({ rule: by, severity: undefined, options: {} }, finding)
}

/** The same where a config sets the severity of its rule. */
function configured({ by, finding }: Found, severity: Severity): Found {
  return found({ ...by, severity }, finding)
}

/** Rule and severity of what is kept. */
function kept(all: readonly Found[], rules: readonly Rule[]): readonly string[] {
  return fold(all, rules).kept.map(({ by, severity }) => `${by.rule.id} ${severity}`)
}

const general = rule('general', ['special'])
const special = rule('special', [], 'info')

describe('a finding folds', () => {
  it('into a more specific one with its subjects, which takes the higher severity', () => {
    expect(kept([about(general, ['a']), about(special, ['a', 'b'])], [general, special])).toEqual([
      'special warning',
    ])
  })

  it('into one whose witness holds them, however deep', () => {
    const holding = about(special, ['b'], { witness: { cutSets: [['a', 'c']] } })
    expect(kept([about(general, ['a']), holding], [general, special])).toEqual(['special warning'])
  })

  it('into no finding about something else, or about a part of it', () => {
    const all = [about(general, ['a', 'b']), about(special, ['a'])]
    expect(kept(all, [general, special])).toEqual(['general warning', 'special info'])
  })

  it('never where it is about nothing', () => {
    const all = [about(general, []), about(special, ['a'])]
    expect(kept(all, [general, special])).toHaveLength(2)
  })

  it('into none about a component that has the name of its flow, requirement or scenario', () => {
    for (const sort of ['flow', 'requirement', 'scenario'] as const) {
      const named = about(general, ['a'], { about: sort })
      const component = about(special, ['a', 'b'], { witness: { cutSets: [['a']] } })
      expect(kept([named, component], [general, special])).toHaveLength(2)
      const told = about(special, ['b'], { witness: { [sort]: 'a' } })
      expect(kept([named, told], [general, special])).toEqual(['special warning'])
      expect(kept([about(general, ['a']), told], [general, special])).toHaveLength(2)
      const caused = about(general, ['zone'], { causes: ['a'] })
      const same = about(special, ['a'], { about: sort })
      expect(kept([caused, same], [general, special])).toHaveLength(2)
    }
  })

  it('never the other way round', () => {
    const lower = rule('special', [], 'hint')
    expect(kept([about(lower, ['a'])], [general, lower])).toEqual(['special hint'])
  })
})

describe('a finding that says what causes it folds', () => {
  const caused = (...causes: readonly string[]) => about(general, ['zone'], { causes })
  const rules = [general, special]

  it('into those that have its causes as subjects, which all take its severity', () => {
    const all = [caused('a', 'b'), about(special, ['a']), about(special, ['b'])]
    expect(kept(all, rules)).toEqual(['special warning', 'special warning'])
  })

  it('into none where one cause is told by nobody', () => {
    expect(kept([caused('a', 'b'), about(special, ['a'])], rules)).toHaveLength(2)
    expect(kept([caused(), about(special, ['a'])], rules)).toHaveLength(2)
  })

  it('not for its own subjects, nor by what stands in a witness', () => {
    const holding = about(special, ['zone'], { witness: { path: ['a'] } })
    expect(kept([caused('a'), holding], rules)).toEqual(['general warning', 'special info'])
  })
})

describe('a configured severity', () => {
  it('holds for the winner, whatever folds into it', () => {
    const all = [about(general, ['a']), configured(about(special, ['a']), 'hint')]
    expect(kept(all, [general, special])).toEqual(['special hint'])
  })

  it('of what is folded raises a winner without one', () => {
    const all = [configured(about(general, ['a']), 'error'), about(special, ['a'])]
    expect(kept(all, [general, special])).toEqual(['special error'])
  })

  it('of a finding between holds for what that folds', () => {
    const last = rule('last', [], 'hint')
    const middle = rule('middle', ['last'], 'warning')
    const first = rule('first', ['middle'], 'error')
    const between = configured(about(middle, ['b'], { witness: { path: ['a', 'b'] } }), 'info')
    const all = [about(first, ['a']), between, about(last, ['b'])]
    expect(kept(all, [first, middle, last])).toEqual(['last info'])
  })
})

describe('yielding is closed', () => {
  const last = rule('last', [], 'hint')
  const middle = rule('middle', ['last'], 'info')
  const first = rule('first', ['middle'], 'error')
  const rules = [first, middle, last]

  it('over rules that did not fire', () => {
    expect(kept([about(first, ['a']), about(last, ['a'])], rules)).toEqual(['last error'])
  })

  it('over rules that fired', () => {
    const all = [about(first, ['a']), about(middle, ['a']), about(last, ['a'])]
    expect(kept(all, rules)).toEqual(['last error'])
  })

  it('by way of what the finding between holds', () => {
    const between = about(middle, ['b'], { witness: { path: ['a', 'b'] } })
    expect(kept([about(first, ['a']), between, about(last, ['b'])], rules)).toEqual(['last error'])
  })
})

describe('the edges of folding', () => {
  it('two winners both take the severity', () => {
    const one = rule('one', [], 'hint')
    const two = rule('two', [], 'hint')
    const loser = rule('loser', ['one', 'two'], 'error')
    const all = [about(loser, ['a']), about(one, ['a']), about(two, ['a'])]
    expect(kept(all, [one, two, loser])).toEqual(['one error', 'two error'])
  })

  it('rules that yield to each other lose nothing', () => {
    const left = rule('left', ['right'])
    const right = rule('right', ['left'])
    const all = [about(left, ['a']), about(right, ['a'])]
    expect(kept(all, [left, right])).toEqual(['left warning', 'right warning'])
  })

  it('what was folded is told with its winner', () => {
    const loser = about(general, ['a'])
    const winner = about(special, ['a'])
    expect(fold([loser, winner], [general, special]).folded).toEqual([
      { found: loser, into: winner },
    ])
  })
})
