// Code frames, line by line: underlines, labels, gaps, alignment under every width of character, and
// windows of very long lines.

import { describe, expect, test } from 'vitest'
import { type Diagnostic, type Extras, problem } from '#grammar/diagnostic.ts'
import { type SourceText, type Span, sourceText } from '#grammar/source.ts'
import { plain } from './palette.ts'
import { block } from './pretty.ts'

describe('a code frame', () => {
  test('underlines the place and tells why and what to write', () => {
    const source = sourceText('main.arch', 'client web\nservice api\nweb -> api\n')
    const finding = found(source, 'api', 'losing "api" stops "web"', {
      severity: 'warning',
      notes: ['it runs as one copy'],
      help: 'write a second:\n  service api { replicas: 2 }',
    })
    expect(lines(finding)).toEqual([
      'warning[some-rule]: losing "api" stops "web"',
      ' --> main.arch:2:9',
      '  |',
      '2 | service api',
      '  |         ^^^',
      '  |',
      '  = note: it runs as one copy',
      '  = help: write a second:',
      '            service api { replicas: 2 }',
    ])
  })

  test('labels related places, near ones in one frame and far ones with a gap', () => {
    const text = ['service a', '', 'service b', '# 4', '# 5', '# 6', 'service a'].join('\n')
    const source = sourceText('x.arch', text)
    const again = { source, start: text.length - 1, end: text.length }
    const finding = problem('model', 'some-rule', again, 'two of them', {
      related: [
        { message: 'first here', at: { source, start: 8, end: 9 } },
        { message: 'not this', at: at(source, 'b') },
      ],
    })
    expect(lines(finding)).toEqual([
      'error[some-rule]: two of them',
      ' --> x.arch:7:9',
      '  |',
      '1 | service a',
      '  |         - first here',
      '2 |',
      '3 | service b',
      '  |         - not this',
      '...',
      '7 | service a',
      '  |         ^',
    ])
  })

  test('stacks the labels of one line below it', () => {
    const source = sourceText('x.arch', 'web -> front -> api -> orders')
    const finding = found(source, 'front', 'stops here', {
      related: [
        { message: 'the start', at: at(source, 'web') },
        { message: 'the way', at: at(source, 'api') },
        { message: 'the end', at: at(source, 'orders') },
      ],
    })
    expect(lines(finding).slice(3)).toEqual([
      '1 | web -> front -> api -> orders',
      '  | ---    ^^^^^    ---    ------ the end',
      '  | |               |',
      '  | |               the way',
      '  | the start',
    ])
  })

  test('marks the first and the last line of a span over several', () => {
    const source = sourceText('x.arch', 'flow "View" {\n  a -> b\n  b -> c\n  c -> d\n  }\n')
    const start = source.text.indexOf('{')
    const span = { source, start, end: source.text.indexOf('}') + 1 }
    expect(lines(problem('model', 'some-rule', span, 'odd'))).toEqual([
      'error[some-rule]: odd',
      ' --> x.arch:1:13',
      '  |',
      '1 | flow "View" {',
      '  |             ^',
      '...',
      '5 |   }',
      '  |   ^',
    ])
  })

  test('a span that ends with its line does not mark the next one', () => {
    const source = sourceText('x.arch', 'title\nclient web\n')
    const finding = problem('syntax', 'some-rule', { source, start: 0, end: 6 }, 'no title')
    expect(lines(finding).slice(3)).toEqual(['1 | title', '  | ^^^^^'])
  })

  test('names the other file of a related place, and widens the gutter for it', () => {
    const main = sourceText('main.arch', 'import "./b.arch"')
    const other = sourceText('lib/b.arch', `${'\n'.repeat(11)}service api`)
    const finding = found(main, '"./b.arch"', 'clash', {
      related: [{ message: 'declared here', at: at(other, 'api') }],
    })
    expect(lines(finding)).toEqual([
      'error[some-rule]: clash',
      '  --> main.arch:1:8',
      '   |',
      ' 1 | import "./b.arch"',
      '   |        ^^^^^^^^^^',
      '  ::: lib/b.arch:12:9',
      '   |',
      '12 | service api',
      '   |         --- declared here',
    ])
  })
})

describe('alignment', () => {
  test.each([
    ['a tab', '\tservice\tapi', 'api', '    service    api', 15],
    ['wide characters', 'service 日本 api', 'api', 'service 日本 api', 13],
    ['a wide name', 'db 日本', '日本', 'db 日本', 3],
    ['a decomposed accent', 'cafe\u0301 api', 'api', 'cafe\u0301 api', 5],
    ['an emoji of several code points', '"👩‍💻" api', 'api', '"👩‍💻" api', 5],
    ['a flag', '"🇯🇵" api', 'api', '"🇯🇵" api', 5],
    ['Hangul in jamo', '\u1112\u1161\u11ab api', 'api', '\u1112\u1161\u11ab api', 3],
    ['a control character', '"\u001b[31m" api', 'api', '"␛[31m" api', 8],
    ['a direction override', '"\u202e" api', 'api', '"\ufffd" api', 4],
  ])('%s', (_, text, word, shown, column) => {
    const source = sourceText('x.arch', text)
    const [, , , code, marks] = lines(found(source, word, 'here'))
    expect(code).toBe(`1 | ${shown}`)
    expect(marks?.indexOf('^')).toBe(column + '1 | '.length)
  })

  test('a wide name is underlined in full', () => {
    const source = sourceText('x.arch', 'db 日本 # x')
    expect(lines(found(source, '日本', 'here'))[4]).toBe('  |    ^^^^')
  })

  test('a place between two characters and one behind the text have a mark too', () => {
    const source = sourceText('x.arch', 'a -> ')
    const finding = problem(
      'syntax',
      'some-rule',
      { source, start: 5, end: 5 },
      'a target is missing',
    )
    expect(lines(finding).slice(3)).toEqual(['1 | a ->', '  |      ^'])
  })

  test('an empty file has no frame', () => {
    const source = sourceText('x.arch', '')
    const finding = problem('syntax', 'some-rule', { source, start: 0, end: 0 }, 'nothing here')
    expect(lines(finding)).toEqual(['error[some-rule]: nothing here', ' --> x.arch:1:1'])
  })
})

describe('a very long line', () => {
  const filler = 'abcdefghij'.repeat(30)
  const source = sourceText('x.arch', `${filler} here ${filler} there ${filler}`)

  test('is cut to a window around the place', () => {
    const [, place, , code, marks] = lines(found(source, 'here', 'found'))
    expect(place).toBe(' --> x.arch:1:302')
    expect(code).toMatch(/^1 \| ….* here .*…$/)
    expect(code!.length).toBeLessThan(125)
    expect(marks!.indexOf('^^^^')).toBe(code!.indexOf('here'))
  })

  test('has a window for each far place', () => {
    const finding = found(source, 'here', 'found', {
      related: [{ message: 'and this', at: at(source, 'there') }],
    })
    const [, , , , , code, marks] = lines(finding)
    expect(code).toContain(' there ')
    expect(marks!.indexOf('----- and this')).toBe(code!.indexOf('there'))
  })

  test('a thousand findings on a line of ten megabytes take no time', () => {
    const long = sourceText('x.arch', 'x '.repeat(5_000_000))
    const begin = performance.now()
    for (let i = 0; i < 1000; i++) {
      const start = i * 9_000
      block(problem('syntax', 'some-rule', { source: long, start, end: start + 1 }, 'odd'), plain)
    }
    expect(performance.now() - begin).toBeLessThan(2_000)
  })
})

function lines(finding: Diagnostic): readonly string[] {
  return block(finding, plain).split('\n')
}

function found(source: SourceText, word: string, message: string, extras: Extras = {}): Diagnostic {
  return problem('model', 'some-rule', at(source, word), message, extras)
}

/** The span of the first place where the word stands. */
function at(source: SourceText, word: string): Span {
  const start = source.text.indexOf(word)
  if (start < 0) throw new Error(`no ${word} in the text`)
  return { source, start, end: start + word.length }
}
