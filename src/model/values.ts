// Syntax of one attribute value → its Value in base units, judged against the attribute's type. A
// mistake is reported once per place in the text, however many components share the value. What names
// components is resolved by the caller, per component, through `resolve`.

import type { Quantity, Value as Syntax, Attribute as Written } from '#grammar/ast.ts'
import type { Diagnostic, Json } from '#grammar/diagnostic.ts'
import { measure } from '#src/kinds/quantity.ts'
import { type AttributeType, mostCopies } from '#src/kinds/types.ts'
import type { Value } from './model.ts'
import type { Scope } from './scope.ts'
import {
  outOfRange,
  rangeBackwards,
  unknownUnit,
  unknownWord,
  wrongUnit,
  wrongValue,
} from './value-messages.ts'

/** One attribute that is read, and where it stands. */
export interface Reading {
  readonly attribute: Written
  readonly type: AttributeType
  /** The scope of what has the attribute; names are looked up from here, and then from `scope`. */
  readonly home: Scope
  /** The scope in which the attribute is written. */
  readonly scope: Scope
  readonly context: ReadingContext
}

export interface ReadingContext {
  /** The id that a name means; undefined (and reported) where it means none of these kinds. */
  readonly resolve: (
    reading: Reading,
    name: WordValue,
    kinds: readonly string[],
  ) => number | undefined
  readonly report: (diagnostic: Diagnostic) => void
}

export type WordValue = Syntax & { readonly kind: 'word' }

/** Undefined where the value is missing or wrong; that is then reported. */
export function readValue(reading: Reading): Value | undefined {
  const { value } = reading.attribute
  return value && read(reading, reading.type, value)
}

function read(reading: Reading, type: AttributeType, value: Syntax): Value | undefined {
  switch (type.kind) {
    case 'quantity':
      return value.kind === 'quantity'
        ? readQuantity(reading, type, value)
        : mismatch(reading, type, value)
    case 'words':
      return readWord(reading, type, value)
    case 'text':
      if (value.kind === 'word' || value.kind === 'string')
        return { kind: 'text', text: value.text }
      if (value.kind === 'tag') return { kind: 'text', text: value.tag }
      return mismatch(reading, type, value)
    case 'date':
      return value.kind === 'date'
        ? { kind: 'date', date: value.text }
        : mismatch(reading, type, value)
    case 'range':
      return value.kind === 'range' ? readRange(reading, value) : mismatch(reading, type, value)
    case 'component':
      return readComponent(reading, type, value)
    case 'list':
      return readList(reading, type, value)
    case 'either': {
      const chosen = type.types.find((one) => fits(one, value))
      return chosen ? read(reading, chosen, value) : mismatch(reading, type, value)
    }
    case 'free':
      return { kind: 'free', value: asJson(value) }
  }
}

function readQuantity(
  reading: Reading,
  type: AttributeType & { kind: 'quantity' },
  value: Quantity,
): Value | undefined {
  const { attribute, context } = reading
  // That no number is negative was told where it was read.
  if (value.span.source.text[value.span.start] === '-') return undefined
  const measured = measure(value.number, value.unit)
  if (!measured) {
    context.report(unknownUnit(attribute, value, type))
    return undefined
  }
  const perSecond = type.dimension === 'rate' && measured.dimension === 'number'
  const dimension = perSecond ? 'rate' : measured.dimension
  if (dimension !== type.dimension) {
    context.report(wrongUnit(attribute, value, type))
    return undefined
  }
  const bad =
    measured.value < type.min ||
    measured.value > type.max ||
    !Number.isFinite(measured.value) ||
    (type.integer && !Number.isInteger(measured.value))
  if (bad) {
    context.report(outOfRange(attribute, value, type))
    return undefined
  }
  return { kind: 'number', value: measured.value, dimension }
}

function readWord(
  reading: Reading,
  type: AttributeType & { kind: 'words' },
  value: Syntax,
): Value | undefined {
  if (value.kind !== 'word' && value.kind !== 'string') return mismatch(reading, type, value)
  const word = yesOrNo(value.text)
  if (type.words.includes(word)) return { kind: 'word', word }
  reading.context.report(unknownWord(reading.attribute, value, type))
  return undefined
}

function readRange(reading: Reading, value: Syntax & { kind: 'range' }): Value | undefined {
  const low = measure(value.low.number, value.low.unit)
  const high = measure(value.high.number, value.high.unit)
  if (low?.dimension !== 'number' || high?.dimension !== 'number') {
    return mismatch(reading, reading.type, value)
  }
  if (
    low.value > high.value ||
    high.value < 1 ||
    high.value > mostCopies ||
    !Number.isInteger(low.value) ||
    !Number.isInteger(high.value)
  ) {
    reading.context.report(rangeBackwards(reading.attribute, value))
    return undefined
  }
  return { kind: 'range', low: low.value, high: high.value }
}

function readComponent(
  reading: Reading,
  type: AttributeType & { kind: 'component' },
  value: Syntax,
): Value | undefined {
  if (value.kind !== 'word') return mismatch(reading, type, value)
  const component = reading.context.resolve(reading, value, type.kinds)
  return component === undefined ? undefined : { kind: 'component', component }
}

function readList(
  reading: Reading,
  type: AttributeType & { kind: 'list' },
  value: Syntax,
): Value | undefined {
  const items = value.kind === 'list' ? value.values : [value]
  const values: Value[] = []
  for (const item of items) {
    const one = read(reading, type.of, item)
    if (one) values.push(one)
  }
  return { kind: 'list', values }
}

function mismatch(reading: Reading, type: AttributeType, value: Syntax): undefined {
  reading.context.report(wrongValue(reading.attribute, value, type))
  return undefined
}

/** Whether the value has the form of the type, so that a message about it is the useful one. */
function fits(type: AttributeType, value: Syntax): boolean {
  switch (type.kind) {
    case 'quantity':
      return value.kind === 'quantity'
    case 'words':
      return (
        (value.kind === 'word' || value.kind === 'string') &&
        type.words.includes(yesOrNo(value.text))
      )
    case 'text':
      return value.kind === 'word' || value.kind === 'string' || value.kind === 'tag'
    case 'date':
      return value.kind === 'date'
    case 'range':
      return value.kind === 'range'
    case 'component':
      return value.kind === 'word'
    case 'list':
      return value.kind === 'list' || fits(type.of, value)
    case 'either':
      return type.types.some((one) => fits(one, value))
    case 'free':
      return true
  }
}

/** Whether a value of this type names components, and so depends on where it is used. */
export function namesComponents(type: AttributeType): boolean {
  switch (type.kind) {
    case 'component':
      return true
    case 'list':
      return namesComponents(type.of)
    case 'either':
      return type.types.some(namesComponents)
    case 'quantity':
    case 'words':
    case 'text':
    case 'date':
    case 'range':
    case 'free':
      return false
  }
}

function yesOrNo(word: string): string {
  if (word === 'true') return 'yes'
  return word === 'false' ? 'no' : word
}

function asJson(value: Syntax): Json {
  switch (value.kind) {
    case 'quantity':
      return value.unit === '' ? value.number : `${value.number}${value.unit}`
    case 'range':
      return `${value.low.number}${value.low.unit}..${value.high.number}${value.high.unit}`
    case 'date':
    case 'string':
    case 'word':
      return value.text
    case 'tag':
      return `@${value.tag}`
    case 'everything':
      return '*'
    case 'list':
      return value.values.map(asJson)
    case 'map':
      return Object.fromEntries(
        value.entries.flatMap((entry) =>
          entry.value ? [[entry.key.text, asJson(entry.value)]] : [],
        ),
      )
  }
}
