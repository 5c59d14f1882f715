// Mistakes in attributes: unknown ones, and values of another type than is wanted.

import type { Amend, Attribute, Quantity, Value } from '#grammar/ast.ts'
import type { Diagnostic, Fix } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import { removing } from '#grammar/removal.ts'
import { type Span, spanText } from '#grammar/source.ts'
import { unitMeant } from '#src/kinds/quantity.ts'
import { type AttributeType, exampleOf, mostCopies, wanted } from '#src/kinds/types.ts'
import { certainly, didYouMean, perhaps, told } from './told.ts'

export function unknownAttribute(
  attribute: Attribute,
  what: string,
  known: readonly string[],
): Diagnostic {
  const { name } = attribute
  const near = nearest(name.text, known)
  const article = /^[aeiou]/.test(what) ? 'an' : 'a'
  return told(
    'unknown-attribute',
    name.span,
    `${article} ${what} has no attribute \`${name.text}\``,
    {
      help:
        didYouMean(near) ??
        (known.includes('meta')
          ? `data of your own goes under \`meta: { ${name.text}: … }\``
          : `it has: ${known.join(', ')}`),
      fix: perhaps(name.span, near),
    },
  )
}

/**
 * A warning: nothing is wrong with the text, and it changes nothing. `idle` is the amendment, where none of
 * its attributes changes anything.
 */
export function amendmentWithoutEffect(
  attribute: Attribute,
  own: Span,
  idle: Amend | undefined,
): Diagnostic {
  const { text } = attribute.name
  return told('amendment-without-effect', attribute.name.span, `this \`${text}\` changes nothing`, {
    severity: 'warning',
    notes: ['what a component says itself beats an amendment in the same file'],
    related: [{ message: 'written here', at: own }],
    help: 'change it there, or remove it there',
    fix: idle
      ? removing(idle.target.span, `remove the amendment of ${idle.target.text}`)
      : removing(attribute.span, `remove ${text} from the amendment`),
  })
}

export function duplicateAttribute(attribute: Attribute, earlier: Attribute): Diagnostic {
  return told(
    'duplicate-attribute',
    attribute.name.span,
    `\`${attribute.name.text}\` is written twice`,
    {
      related: [{ message: 'first here', at: earlier.name.span }],
      help: 'keep one of them',
      fix: isSame(attribute, earlier)
        ? removing(attribute.span, `remove the second ${attribute.name.text}`)
        : undefined,
    },
  )
}

function isSame(one: Attribute, other: Attribute): boolean {
  const plain = ({ span }: Attribute): string => spanText(span).replace(/\s+/g, '')
  return !plain(one).includes('"') && plain(one) === plain(other)
}

export function conflictingDefaults(attribute: Attribute, rival: Attribute): Diagnostic {
  return told(
    'conflicting-defaults',
    attribute.name.span,
    `\`${attribute.name.text}\` is given twice, and neither place is nearer`,
    {
      related: [{ message: 'also given here', at: rival.name.span }],
      help: 'keep one of them, or write the attribute on the component itself',
    },
  )
}

export function unknownUnit(
  attribute: Attribute,
  value: Quantity,
  type: AttributeType & { kind: 'quantity' },
): Diagnostic {
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
  const bare = value.unit === ''
  return told(
    'wrong-unit',
    value.span,
    `\`${attribute.name.text}\` wants ${wanted(type)}, not ${spanText(value.span)}`,
    {
      help: writeIt(
        attribute,
        (bare && sameNumber(attribute.name.text, value.number, type)) ||
          exampleOf(attribute.name.text, type),
      ),
      fix: bare ? inItsUnit(attribute, value, type) : undefined,
    },
  )
}

/** Where the number can be meant in one unit alone: 1 may be 1% or all of it. */
function inItsUnit(
  { name }: Attribute,
  { number, span }: Quantity,
  type: AttributeType & { kind: 'quantity' },
): Fix | undefined {
  const isSure = type.dimension === 'multiplier' || (type.dimension === 'ratio' && number !== 1)
  const text = isSure ? sameNumber(name.text, number, type) : undefined
  return text === undefined ? undefined : certainly(span, text)
}

/** The author's own number in the wanted unit, where there is no doubt which: 0.95 is 95%. */
function sameNumber(
  name: string,
  number: number,
  type: AttributeType & { kind: 'quantity' },
): string | undefined {
  switch (type.dimension) {
    case 'ratio':
      if (number > 100) return undefined
      return number <= 1 ? `${Number((number * 100).toPrecision(12))}%` : `${number}%`
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
      fix: isSwapped ? certainly(span, `${spanText(high.span)}..${spanText(low.span)}`) : undefined,
    },
  )
}

export function unknownWord(
  attribute: Attribute,
  value: Value & { readonly text: string },
  type: AttributeType & { kind: 'words' },
): Diagnostic {
  const near =
    nearest(value.text, type.words) ?? type.words.find((word) => value.text.startsWith(word))
  return told(
    'unknown-value',
    value.span,
    `\`${attribute.name.text}\` is ${wanted(type)}, not \`${value.text}\``,
    {
      help: didYouMean(near) ?? writeIt(attribute, type.words[0]!),
      fix: perhaps(value.span, near),
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
      fix: own !== undefined && isCertain ? certainly(value.span, own) : perhaps(value.span, own),
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

export function wrongKind(
  attribute: Attribute,
  name: { readonly text: string; readonly span: Span },
  found: { readonly kind: { readonly name: string }; readonly at: Span },
  kinds: readonly string[],
): Diagnostic {
  return told(
    'wrong-kind',
    name.span,
    `\`${attribute.name.text}\` wants a ${kinds.length > 5 ? 'store' : kinds.join(' or ')}, and \`${name.text}\` is a ${found.kind.name}`,
    {
      related: [{ message: 'declared here', at: found.at }],
      help:
        kinds.length > 5
          ? 'name a database, cache, search, warehouse, blob, queue, topic or stream'
          : `name a ${kinds.join(' or a ')}`,
    },
  )
}

export function noZones(at: Span): Diagnostic {
  return told('no-zones', at, '`zones: all` finds no zone around it', {
    help: 'declare the zones in its region: `zone a`',
  })
}

function writeIt(attribute: Attribute, value: string): string {
  return `write \`${attribute.name.text}: ${value}\``
}
