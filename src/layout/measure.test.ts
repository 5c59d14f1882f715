// Widths and wrapping of texts in several scripts.

import { describe, expect, test } from 'vitest'
import { fallbackRoom, shortenText, textWidth, wrapText } from './measure.ts'

const perEm = (text: string) => textWidth(text, 1) / fallbackRoom

describe('textWidth', () => {
  test('takes Latin letters from the table', () => {
    expect(perEm('i')).toBeCloseTo(0.222, 3)
    expect(perEm('W')).toBeCloseTo(0.944, 3)
    expect(textWidth('label', 10, 'bold')).toBeGreaterThan(textWidth('label', 10))
  })

  test('counts wide East Asian characters as an em, emoji as more, marks as nothing', () => {
    expect(perEm('日本')).toBe(2)
    expect(perEm('한')).toBe(1)
    expect(perEm('🚀')).toBeGreaterThan(1.2)
    expect(perEm('e\u0301')).toBe(perEm('e'))
    expect(perEm('א')).toBeGreaterThan(0.3)
  })
})

describe('wrapText', () => {
  const wrap = (text: string, width = 100, lines = 3) => wrapText(text, width, 14, 'bold', lines)

  test('breaks at spaces and keeps every word', () => {
    const lines = wrap('the quick brown fox jumps')
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join(' ')).toBe('the quick brown fox jumps')
  })

  test('breaks a long word at its joints, else between characters', () => {
    expect(wrap('payments-reconciliation', 130)).toEqual(['payments-', 'reconciliation'])
    expect(wrap('x'.repeat(25), 100, 9).join('')).toBe('x'.repeat(25))
  })

  test('every line fits, whatever the script, and the last one is shortened', () => {
    for (const text of [
      '日本語'.repeat(30),
      'מערכת תשלומים '.repeat(9),
      '👩‍👩‍👧'.repeat(40),
      'w '.repeat(99),
    ]) {
      const lines = wrap(text)
      expect(lines).toHaveLength(3)
      for (const line of lines) expect(textWidth(line, 14, 'bold')).toBeLessThanOrEqual(100)
      expect(lines[2]).toMatch(/…$/)
    }
  })

  test('an empty text has no lines', () => {
    expect(wrap('')).toEqual([])
    expect(wrap('   ')).toEqual([])
  })
})

test('shortenText never cuts a character that is drawn as one', () => {
  const family = '👩‍👩‍👧'
  for (let width = 10; width < 120; width += 7) {
    expect(shortenText(family.repeat(5), width, 14, 'regular')).toMatch(
      new RegExp(`^(?:${family})*…?$`, 'u'),
    )
  }
  expect(shortenText('short', 100, 14, 'regular')).toBe('short')
})
