// Attributes and their values: quantities, ranges, dates, texts, words, tags, lists, maps. A number keeps
// its unit uninterpreted; what an attribute may hold is the model's question.

import type { IToken } from 'chevrotain'
import type { Attribute, MapEntry, Quantity, Value } from './ast.ts'
import { foreignDate, hyphenInRange } from './meant-messages.ts'
import {
  badDate,
  badMapEntry,
  badNumber,
  hugeNumber,
  missingColon,
  missingListComma,
  missingListEnd,
  missingValue,
  openRange,
} from './messages.ts'
import { ParserBase } from './parser-base.ts'
import { kinds } from './parser-tokens.ts'
import { inserted } from './sides.ts'
import { spanText } from './source.ts'
import {
  Amount,
  CloseBrace,
  CloseBracket,
  Colon,
  DateText,
  Dots,
  Key,
  Name,
  OpenBrace,
  OpenBracket,
  Star,
  Tag,
  Text,
} from './vocabulary.ts'

const valueStarts = [Amount, Name, Text, OpenBracket, OpenBrace, DateText, Tag, Star]

export abstract class ParserWithValues extends ParserBase {
  protected attribute = this.RULE('attribute', (): Attribute => {
    const key = this.CONSUME(Key)
    if (this.lacks(Colon)) this.reportMissingColon(key)
    if (this.may(kinds.colon)) this.OPTION1(this.colon)
    const name = this.nameOf(key)
    let value: Value | undefined
    if (this.lacksValue()) this.missed(missingValue(this.placeOfMissing(), name.text, this.found()))
    else value = this.OR(this.valueAlternatives)
    // A list that was left open right away is told as that.
    const isOpen =
      value?.kind === 'list' && value.values.length === 0 && this.LA(0).payload === inserted
    if (isOpen) value = undefined
    return { kind: 'attribute', name, value, span: this.spanFrom(key.startOffset) }
  })

  private colon = () => this.CONSUME(Colon)

  private valueAlternatives = [
    {
      ALT: (): Value => {
        const token = this.CONSUME1(Amount)
        const date = foreignDateOf(token.image)
        if (date !== undefined) return this.dateMeant(token, date)
        const low = this.quantityOf(token)
        const dots = this.may(kinds.dots) ? this.OPTION8(this.dots) : undefined
        return dots === undefined ? low : this.rangeFrom(low, dots)
      },
    },
    {
      ALT: (): Value => {
        const token = this.CONSUME(Name)
        return { kind: 'word', text: token.payload ?? token.image, span: this.spanOf(token) }
      },
    },
    {
      ALT: (): Value => {
        const { text, span } = this.textOf(this.CONSUME(Text))
        return { kind: 'string', text, span }
      },
    },
    { ALT: () => this.SUBRULE(this.list) },
    { ALT: () => this.SUBRULE(this.map) },
    { ALT: (): Value => this.dateOf(this.CONSUME(DateText)) },
    {
      ALT: (): Value => {
        const token = this.CONSUME(Tag)
        return { kind: 'tag', tag: this.tagOf(token), span: this.spanOf(token) }
      },
    },
    {
      ALT: (): Value => ({ kind: 'everything', span: this.spanOf(this.CONSUME(Star)) }),
    },
  ]

  private dots = () => this.CONSUME(Dots)

  private rangeFrom(low: Quantity, dots: IToken): Value {
    if (this.lacks(Amount)) {
      this.missed(openRange(this.spanOf(dots), spanText(low.span), this.found()))
    }
    const high = this.OPTION9(() => this.quantityOf(this.CONSUME2(Amount)))
    // An open range stays a range, so that its one mistake is told once.
    return { kind: 'range', low, high: high ?? low, span: this.spanFrom(low.span.start) }
  }

  protected value: () => Value = this.RULE('value', (): Value => this.OR(this.valueAlternatives))

  private list = this.RULE('list', (): Value => {
    const open = this.CONSUME(OpenBracket)
    const values: Value[] = []
    this.MANY(() => {
      values.push(this.SUBRULE(this.value))
      if (this.seesValue()) this.report(missingListComma(this.spanOf(this.LA(1))))
      this.optionalComma()
    })
    if (this.lacks(CloseBracket)) this.fail(missingListEnd(this.placeOfMissing(), this.found()))
    this.CONSUME(CloseBracket)
    return { kind: 'list', values, span: this.spanFrom(open.startOffset) }
  })

  private map = this.RULE('map', (): Value => {
    const open = this.CONSUME(OpenBrace)
    const entries: MapEntry[] = []
    this.MANY(() => {
      entries.push(this.SUBRULE(this.mapEntry))
      this.optionalComma()
    })
    if (this.lacks(CloseBrace)) this.fail(badMapEntry(this.placeOfMissing(), this.found()))
    this.CONSUME(CloseBrace)
    return { kind: 'map', entries, span: this.spanFrom(open.startOffset) }
  })

  private mapEntry = this.RULE('mapEntry', (): MapEntry => {
    const key = this.OR([
      { ALT: () => this.nameOf(this.CONSUME(Name)) },
      { ALT: () => this.textOf(this.CONSUME(Text)) },
    ])
    if (this.lacks(Colon)) this.fail(badMapEntry(this.placeOfMissing(), this.found()))
    this.CONSUME(Colon)
    let value: Value | undefined
    if (this.lacksValue()) this.missed(missingValue(this.placeOfMissing(), key.text, this.found()))
    else value = this.SUBRULE(this.value)
    return { key, value, span: this.spanFrom(key.span?.start ?? 0) }
  })

  protected seesValue(ahead = 1): boolean {
    return valueStarts.some((type) => this.sees(type, ahead))
  }

  /** True where no value stands, or where the name that stands there begins something of its own. */
  protected lacksValue(): boolean {
    if (this.RECORDING_PHASE || this.kindAt(1) === kinds.amount) return false
    if (this.seesName()) return this.sees(Colon, 2) || this.startsStatement()
    return !this.seesValue()
  }

  private reportMissingColon(key: IToken): void {
    const value = this.LA(1)
    this.report(missingColon(this.spanOf(value), key.image, value.image))
  }

  protected tagOf(token: IToken): string {
    return (token.payload ?? token.image).slice(1)
  }

  protected quantityOf(token: IToken): Quantity {
    const image: string = token.payload ?? token.image
    const span = this.spanOf(token)
    const whole = wholeDigits(image)
    if (whole > 0) {
      const number = wholeNumber(image, whole)
      return { kind: 'quantity', number, unit: image.slice(whole), span }
    }
    const digits = /^[\d_.]*/.exec(image)![0]
    const number = Number(digits.replaceAll('_', ''))
    const unit = image.slice(digits.length)
    if (this.RECORDING_PHASE) return { kind: 'quantity', number: 0, unit, span }
    if (Number.isNaN(number)) {
      const [whole, fraction] = digits.split('.')
      this.report(badNumber(span, `${whole}.${fraction}${unit}`))
      return { kind: 'quantity', number: Number.parseFloat(digits), unit, span }
    }
    if (number > Number.MAX_SAFE_INTEGER) this.report(hugeNumber(span))
    return { kind: 'quantity', number: Math.min(number, Number.MAX_SAFE_INTEGER), unit, span }
  }

  /** `31.03.2027`. */
  private dateMeant(token: IToken, text: string): Value {
    const span = this.spanOf(token)
    this.report(foreignDate(span, text))
    return { kind: 'date', text, span }
  }

  /** `2-10`. */
  private rangeMeant(token: IToken, low: number, high: number): Value {
    const span = this.spanOf(token)
    this.report(hyphenInRange(span, `${low}..${high}`))
    const end = { kind: 'quantity', unit: '', span } as const
    return { kind: 'range', low: { ...end, number: low }, high: { ...end, number: high }, span }
  }

  private dateOf(token: IToken): Value {
    const text = token.image
    const ends = this.RECORDING_PHASE ? null : /^(\d{1,3})-(\d{1,3})$/.exec(text)
    if (ends) return this.rangeMeant(token, Number(ends[1]), Number(ends[2]))
    if (!this.RECORDING_PHASE && !isDate(text)) this.report(badDate(this.spanOf(token)))
    return { kind: 'date', text, span: this.spanOf(token) }
  }
}

/** Year, month and day of a date that is written day first; undefined for anything else. */
function foreignDateOf(image: string): string | undefined {
  const parts = image.length === 10 ? /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(image) : null
  const date = parts ? `${parts[3]}-${parts[2]}-${parts[1]}` : ''
  return isDate(date) ? date : undefined
}

/** A number of so many digits is exact. */
const exactDigits = 15

/** How many digits the number begins with, where they are all of it; 0 for a number of any other form. */
function wholeDigits(image: string): number {
  let at = 0
  while (image.charCodeAt(at) >= 48 && image.charCodeAt(at) <= 57) at++
  const next = image[at]
  return at > exactDigits || next === '.' || next === '_' ? 0 : at
}

function wholeNumber(image: string, digits: number): number {
  let number = 0
  for (let at = 0; at < digits; at++) number = number * 10 + image.charCodeAt(at) - 48
  return number
}

function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!parts) return false
  const [, year = '', month = '', day = ''] = parts
  const days = [31, isLeap(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return Number(day) >= 1 && Number(day) <= (days[Number(month) - 1] ?? 0)
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
