// What is left of a text when an item is taken out of it, and what stays: other items, and every comment.

import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Item } from './ast.ts'
import { treeOf } from './enclosing.ts'
import { parse } from './parse.ts'
import { removalOf } from './removal.ts'
import { sourceText } from './source.ts'

/** The text without the item that holds the first `x`. */
function without(text: string): string | undefined {
  const source = sourceText('a.arch', text)
  const start = text.indexOf('x')
  const edit = removalOf({ source, start, end: start + 1 })
  return edit && text.slice(0, edit.at.start) + edit.text + text.slice(edit.at.end)
}

describe('the text without it', () => {
  test.each([
    ['ignore x "y"\n', ''],
    ['ignore x "y"', ''],
    ['service a\nignore x "y"  # why\nservice b\n', 'service a\n# why\nservice b\n'],
    ['a -> x # never remove', '# never remove\n'],
    [
      'group g {\n  service b\n\n  ignore x "y" # why\n}\n',
      'group g {\n  service b\n\n  # why\n}\n',
    ],
    ['service a  ignore x "y" # why\n', 'service a # why\n'],
    ['service a\r\nignore x "y"\r\nservice b\r\n', 'service a\r\nservice b\r\n'],
    ['service a\n\nignore x "y"\n\nservice b\n', 'service a\n\nservice b\n'],
    ['service a\n\nignore x "y"\n', 'service a\n'],
    ['ignore x "y"\n\nservice b\n', 'service b\n'],
    ['group g {\n  ignore x "y"\n\n  service b\n}\n', 'group g {\n  service b\n}\n'],
    ['group g {\n  service b\n\n  ignore x "y"\n}\n', 'group g {\n  service b\n}\n'],
    ['service a  ignore x "y"  service b\n', 'service a  service b\n'],
    ['ignore x "y"  service b # b\n', 'service b # b\n'],
    ['service a { ignore x "y" }\n', 'service a\n'],
    ['service a {\n  ignore x "y"\n}  # a\n', 'service a  # a\n'],
    ['service a {\n  # why\n  ignore x "y"\n}\n', 'service a {\n  # why\n}\n'],
    ['service a { tier: 1, ignore x "y" }\n', 'service a { tier: 1 }\n'],
    ['service a { ignore x "y", tier: 1 }\n', 'service a { tier: 1 }\n'],
    ['service a { tier: 1, ignore x "y", owner: b }\n', 'service a { tier: 1, owner: b }\n'],
    ['service a { tier: 1  ignore x "y", owner: b }\n', 'service a { tier: 1, owner: b }\n'],
    ['a -> b { ignore x "y" }, c { ignore z "y" }\n', 'a -> b, c { ignore z "y" }\n'],
    ['a { x: 1 }\nb { tier: 1 }\n', 'b { tier: 1 }\n'],
    [
      '# one\na -> x {\n  # two\n  tier: 1  # three\n}  # four\n# five\n',
      '# one\n# two\n# three\n# four\n# five\n',
    ],
    ['service a {\n  tier: 1\n  ignore x "y" }\n', 'service a {\n  tier: 1\n  }\n'],
    ['service a { ignore x "y" {\n # own\n until: 2027-01-01 }, tier: 1 }\n', undefined],
  ])('%j', (text, left) => expect(without(text)).toBe(left))
})

const texts = globSync('{examples,rules}/**/*.arch')
  .sort()
  .map((path) => readFileSync(path, 'utf8'))
  .filter((text) => parse(sourceText('', text)).diagnostics.length === 0)

test('every statement at the top of every example can go, and the others stay as they are', () => {
  let count = 0
  for (const text of texts) {
    const source = sourceText('a.arch', text)
    const { statements } = treeOf(source).value
    for (const statement of statements) {
      const edit = removalOf({ source, start: statement.span.start, end: statement.span.end })
      if (!edit) continue
      const left = text.slice(0, edit.at.start) + edit.text + text.slice(edit.at.end)
      const { value, diagnostics } = parse(sourceText('a.arch', left))
      expect(diagnostics).toEqual([])
      const others = statements.filter((one) => one !== statement)
      expect(value.statements.map(plain)).toEqual(others.map(plain))
      expect(comments(left)).toEqual(comments(text))
      count++
    }
  }
  expect(count).toBeGreaterThan(500)
})

function plain(item: Item): string {
  return JSON.stringify(item, (key, part) => (key === 'span' ? undefined : part))
}

function comments(text: string): readonly string[] {
  return treeOf(sourceText('', text)).comments.map(({ image }) => image.trimEnd())
}
