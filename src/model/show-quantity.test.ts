// Quantities as people write them: the digits that matter, the unit that fits, and every number has a text.

import { describe, expect, it } from 'vitest'
import { measure } from '#src/kinds/quantity.ts'
import {
  periodOf,
  showApart,
  showAvailability,
  showBandwidth,
  showDowntime,
  showDuration,
  showGrouped,
  showNumber,
  showPercent,
  showRate,
  showSize,
  writeDuration,
} from './show-quantity.ts'

const ms = (text: string): number => {
  const [, number = '', unit = ''] = /^([\d.]+)(.*)$/.exec(text)!
  return measure(Number(number), unit)!.value
}

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [200, '200 ms'],
    [0.1 + 0.2, '300 us'],
    [1e-6, '1 ns'],
    [1e-9, '0.001 ns'],
    [1204, '1.204 s'],
    [1200, '1.2 s'],
    [999.96, '1 s'],
    [59_999, '1 min'],
    [59_990, '59.99 s'],
    [60_000, '1 min'],
    [90_000, '1 min 30 s'],
    [ms('4h') + ms('23m'), '4 h 23 min'],
    [3_599_700, '1 h'],
    [ms('1d'), '1 d'],
    [ms('1d') - 1, '1 d'],
    [ms('1d') + ms('2h'), '1 d 2 h'],
    [ms('1y') + ms('40d'), '1 y 40 d'],
    [ms('1y') * 1500, '1.5k y'],
    [Number.MAX_VALUE, 'over 1M y'],
  ])('of %d ms is %s', (value, text) => expect(showDuration(value)).toBe(text))

  it('takes more units where more digits are asked for', () => {
    expect(showDuration(ms('1h') + 20_000, 5)).toBe('1 h 20 s')
    expect(showDuration(ms('1h') + 20_000)).toBe('1 h')
  })
})

describe('a duration to paste', () => {
  it.each([
    [200, '200ms', '200ms'],
    [1204, '1.204s', '1.204s'],
    [0.25, '250us', '250us'],
    [1 / 3, '333.4us', '333.3us'],
    [3_600_000, '1h', '1h'],
    [5_400_001, '1.501h', '1.5h'],
    [0.1 + 0.2, '300us', '300us'],
    [1e-9, '0.001ns', '0.001ns'],
    [0, undefined, undefined],
    [Number.MAX_VALUE, undefined, undefined],
  ])('of %d ms is %s, or %s', (value, up, down) => {
    expect(writeDuration(value, 'up')).toBe(up)
    expect(writeDuration(value, 'down')).toBe(down)
  })

  it('holds what it was rounded to', () => {
    for (let value = 0.001; value < 1e9; value *= 1.237) {
      const near = value * (1 + 1e-12)
      expect(ms(writeDuration(value, 'up')!) * (1 + 1e-12)).toBeGreaterThanOrEqual(value)
      expect(ms(writeDuration(value, 'down')!)).toBeLessThanOrEqual(near)
      expect(ms(writeDuration(value, 'up')!)).toBeLessThan(value * 1.002)
    }
  })
})

describe('a rate', () => {
  it.each([
    [0, '0/s'],
    [1234, '1.23k/s'],
    [999.9, '1k/s'],
    [1.5, '1.5/s'],
    [0.5, '30/min'],
    [1 / 40, '90/h'],
    [40 / 86_400, '40/day'],
    [10 / 3600, '10/h'],
    [Math.E / 3600, '2.72/h'],
    [0.01 / (30 * 86_400), '0.01/month'],
    [2e6, '2M/s'],
  ])('of %d a second is %s', (value, text) => expect(showRate(value)).toBe(text))
})

describe('a size', () => {
  it.each([
    [0, '0 B'],
    [200, '200 B'],
    [3.6e12, '3.6 TB'],
    [999_999, '1 MB'],
    [1.25e18, '1250 PB'],
  ])('of %d bytes is %s', (value, text) => expect(showSize(value)).toBe(text))
})

describe('a number', () => {
  it.each([
    [0, '0'],
    [7, '7'],
    [0.2, '0.2'],
    [999.6, '1k'],
    [2e6, '2M'],
    [1.5e12, '1.5T'],
    [1e40, '1e28T'],
  ])('%d is %s', (value, text) => expect(showNumber(value)).toBe(text))
})

describe('a percentage', () => {
  it.each([
    [0, '0 %'],
    [0.85, '85 %'],
    [1, '100 %'],
    [0.000123456, '0.0123 %'],
    [12, '1200 %'],
  ])('of %d is %s', (value, text) => expect(showPercent(value)).toBe(text))
})

describe('an availability', () => {
  it.each([
    [0, '100 %'],
    [0.0005, '99.95 %'],
    [0.001, '99.9 %'],
    [0.001234, '99.88 %'],
    [0.0000999, '99.99 %'],
    [1e-12, '99.9999999999 %'],
    [1.25e-12, '99.99999999988 %'],
    [1e-16, 'over 99.9999999999999 %'],
    [5e-324, 'over 99.9999999999999 %'],
    [0.3, '70 %'],
    [0.5, '50 %'],
    [0.999999, '0.0001 %'],
    [1, '0 %'],
  ])('with %d missing is %s', (value, text) => expect(showAvailability(value)).toBe(text))

  it('is a time in which something is down', () => {
    expect(showDowntime(0.0005, 'year')).toBe('4 h 23 min')
    expect(showDowntime(0.0005, 'month')).toBe('21 min 36 s')
  })
})

describe('two that are compared', () => {
  it('are told apart, by digits or by units', () => {
    expect(showApart(showDuration, 1204, 1200)).toEqual(['1.204 s', '1.2 s'])
    expect(showApart(showDuration, 1200.01, 1200)).toEqual(['1.20001 s', '1.2 s'])
    expect(showApart(showDuration, 3_620_000, 3_600_000)).toEqual(['1 h 20 s', '1 h'])
    expect(showApart(showPercent, 0.8501, 0.85)).toEqual(['85.01 %', '85 %'])
    expect(showApart(showRate, 5, 5)).toEqual(['5/s', '5/s'])
  })
})

describe('what estimates are told in', () => {
  it.each([
    [40 / 86_400, { count: '40', sign: '/day', seconds: 86_400 }],
    [2, { count: '2', sign: '/s', seconds: 1 }],
    [1200, { count: '1.2k', sign: '/s', seconds: 1 }],
    [0, { count: '0', sign: '/s', seconds: 1 }],
    [0.5, { count: '30', sign: '/min', seconds: 60 }],
    [1 / (30 * 86_400), { count: '1', sign: '/month', seconds: 2_592_000 }],
  ])('the rate %d is so many in a period', (rate, period) => expect(periodOf(rate)).toEqual(period))

  it.each([
    [0, '0'],
    [999, '999'],
    [3600, '3 600'],
    [86_400, '86 400'],
    [2_592_000, '2 592 000'],
  ])('%d in groups is %s', (whole, text) => expect(showGrouped(whole)).toBe(text))

  it.each([
    [0, '0 B/s'],
    [46_300, '46.3 KB/s'],
    [12e6, '12 MB/s'],
  ])('%d bytes a second are %s', (bytes, text) => expect(showBandwidth(bytes)).toBe(text))
})
