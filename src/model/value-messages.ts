// Mistakes in the values of attributes: a unit, a number, a word or a form that is not wanted there. Where what
// was written can mean one value alone, a fix writes that one.

import type { Attribute, Quantity, Value } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import { spanText } from '#grammar/source.ts'
import { daysMeant, unitMeant } from '#src/kinds/quantity.ts'
import { type AttributeType, exampleOf, mostCopies, wanted } from '#src/kinds/types.ts'
import { certainly, didYouMean, perhaps, told } from './told.ts'

export function unknownUnit(
  attribute: Attribute,
  value: Quantity,
  type: AttributeType & { kind: 'quantity' },
): Diagnostic {
  const days = type.dimension === 'duration' ? daysMeant(value.number, value.unit) : undefined
  if (days !== undefined) {
    return told('unknown-unit', value.span, `there is no unit \`${value.unit}\``, {
      help: `a month is written in days: \`${days}d\``,
    })
  }
  const near = unitMeant(value.unit, type.dimension)
  return told('unknown-unit', value.span, `there is no unit \`${value.unit}\``, {
    help:
      near === undefined
        ? `it takes ${wanted(type)}: \`${attribute.name.text}: ${exampleOf(attribute.name.text, type)}\``
        : `did you mean \`${value.number}${near}\`?`,
    fix: near === undefined ? undefined : perhaps(value.span, `${value.number}${near}`),
  })
}

export function wrongUnit(
  attribute: Attribute,
  value: Quantity,
  type: AttributeType & { kind: 'quantity' },
): Diagnostic {
  const name = attribute.name.text
  const meant = value.unit === '' ? sameNumber(name, value.number, type) : undefined
  const message = `\`${name}\` wants ${wanted(type)}, not ${spanText(value.span)}`
  if (meant === undefined) {
    return told('wrong-unit', value.span, message, {
      help: `write ${wanted(type)}, such as \`${name}: ${exampleOf(name, type)}\``,
    })
  }
  if (type.dimension === 'ratio' && value.number > 1) {
    return told('wrong-unit', value.span, message, {
      help: didYouMean(`${name}: ${meant}`),
      fix: perhaps(value.span, meant),
    })
  }
  const isSure = type.dimension === 'ratio' || type.dimension === 'multiplier'
  return told('wrong-unit', value.span, message, {
    help: writeIt(attribute, meant),
    fix: isSure ? certainly(value.span, name, meant) : undefined,
  })
}

/**
 * The author's own number in the wanted unit. Of ratios 0.95 is 95% and nothing else; 95 is very likely 95%,
 * as 2 may be 2%; 0 and 1 may be a share or a percentage.
 */
function sameNumber(
  name: string,
  number: number,
  type: AttributeType & { kind: 'quantity' },
): string | undefined {
  switch (type.dimension) {
    case 'ratio': {
      if (number <= 0 || number === 1 || number > 100) return undefined
      const percent = number < 1 ? Number((number * 100).toPrecision(12)) : number
      return /e/.test(String(percent)) ? undefined : `${percent}%`
    }
    case 'multiplier':
      return `${number}x`
    case 'duration':
      return `${number}${['latency', 'timeout', 'lag'].includes(name) ? 'ms' : 's'}`
    case 'size':
      return `${number}KB`
    case 'size-rate':
      return `${number}MB/s`
    case 'rate':
    case 'number':
      return undefined
  }
}

export function outOfRange(
  attribute: Attribute,
  value: Quantity,
  type: AttributeType & { kind: 'quantity' },
): Diagnostic {
  const { name } = attribute
  const ratio = type.dimension === 'ratio'
  const low = ratio ? `${type.min * 100}%` : String(type.min)
  const high = ratio ? `${type.max * 100}%` : String(type.max)
  const limits =
    type.max < Number.MAX_SAFE_INTEGER ? `lies between ${low} and ${high}` : `is at least ${low}`
  const what = type.integer ? `is a whole number and ${limits}` : limits
  return told('out-of-range', value.span, `\`${name.text}\` ${what}, not ${spanText(value.span)}`, {
    help: writeIt(attribute, ratio ? '99.9%' : exampleOf(attribute.name.text, type)),
  })
}

export function rangeBackwards(
  attribute: Attribute,
  value: Value & { readonly kind: 'range' },
): Diagnostic {
  const { low, high, span } = value
  const isSwapped = low.number > high.number && high.number > 0
  return told(
    'out-of-range',
    value.span,
    `\`${attribute.name.text}\` is a range of whole numbers up to ${mostCopies}, the lower one first`,
    {
      help: writeIt(attribute, '2..10'),
      fix: isSwapped
        ? certainly(span, attribute.name.text, `${spanText(high.span)}..${spanText(low.span)}`)
        : undefined,
    },
  )
}

export function unknownWord(
  attribute: Attribute,
  value: Value & { readonly text: string },
  type: AttributeType & { kind: 'words' },
): Diagnostic {
  const isNone = value.text === 'no' && type.words.includes('none')
  const near =
    nearest(value.text, type.words) ?? type.words.find((word) => value.text.startsWith(word))
  return told(
    'unknown-value',
    value.span,
    `\`${attribute.name.text}\` is ${wanted(type)}, not \`${value.text}\``,
    {
      help: isNone
        ? writeIt(attribute, 'none')
        : (didYouMean(near) ?? writeIt(attribute, type.words[0]!)),
      fix: isNone ? certainly(value.span, attribute.name.text, 'none') : perhaps(value.span, near),
    },
  )
}

export function wrongValue(attribute: Attribute, value: Value, type: AttributeType): Diagnostic {
  const text = spanText(value.span)
  const found = text.length > 30 || text.includes('\n') ? valueNames[value.kind] : text
  const own = valueMeant(value, type)
  const meant = own ?? exampleOf(attribute.name.text, type)
  const isCertain = value.kind === 'string' || own === 'none'
  return told(
    'wrong-value',
    value.span,
    `\`${attribute.name.text}\` wants ${wanted(type)}, not ${found}`,
    {
      help: writeIt(attribute, meant),
      fix:
        own !== undefined && isCertain
          ? certainly(value.span, attribute.name.text, own)
          : perhaps(value.span, own),
    },
  )
}

/** The author's own value in the form that is wanted: no quotes around a number, `none` for `no`. */
function valueMeant(value: Value, type: AttributeType): string | undefined {
  if (value.kind === 'string')
    return /^\d[\w.]*(?:%|\/\w+)?$/.test(value.text) ? value.text : undefined
  if (value.kind !== 'word') return undefined
  const words = wordsOf(type)
  if (value.text === 'no' && words.includes('none')) return 'none'
  return nearest(value.text, words)
}

const valueNames: Readonly<Record<Value['kind'], string>> = {
  quantity: 'a number',
  range: 'a range',
  date: 'a date',
  string: 'a text',
  word: 'a word',
  tag: 'a tag',
  everything: '*',
  list: 'a list',
  map: 'a map',
}

function wordsOf(type: AttributeType): readonly string[] {
  if (type.kind === 'words') return type.words
  return type.kind === 'either' ? type.types.flatMap(wordsOf) : []
}

function writeIt(attribute: Attribute, value: string): string {
  return `write \`${attribute.name.text}: ${value}\``
}
