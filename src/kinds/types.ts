// The types that attributes have. A kind lists its attributes with these; the model checks values
// against them and messages show `wanted` and an `example`.

import { type Dimension, dimensionNames } from './quantity.ts'

export type AttributeType =
  | {
      readonly kind: 'quantity'
      readonly dimension: Dimension
      readonly integer: boolean
      readonly min: number
      readonly max: number
    }
  /** One of these words; `yes no` also take `true false`. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Any word or string: a name, a team, a place. */
  | { readonly kind: 'text' }
  | { readonly kind: 'date' }
  | { readonly kind: 'range' }
  /** A component of one of these built-in kinds; of any where the list is empty. */
  | { readonly kind: 'component'; readonly kinds: readonly string[] }
  /** A list, for which one value may stand. */
  | { readonly kind: 'list'; readonly of: AttributeType }
  /** The first that fits. */
  | { readonly kind: 'either'; readonly types: readonly AttributeType[] }
  /** Anything, kept as it is. */
  | { readonly kind: 'free' }

export type AttributeTable = Readonly<Record<string, AttributeType>>

export const duration = quantity('duration')
export const size = quantity('size')
export const rate = quantity('rate')
export const bandwidth = quantity('size-rate')
export const ratio = quantity('ratio', { max: 1 })
export const multiplier = quantity('multiplier')
export const amount = quantity('number')
/** A whole number, at least 1. */
export const count = quantity('number', { integer: true, min: 1 })
/** Copies and shards are dealt one by one, so there is a most. */
export const mostCopies = 100_000
export const copyCount = quantity('number', { integer: true, min: 1, max: mostCopies })
export const yesNo = words('yes', 'no')
export const none = words('none')
export const text: AttributeType = { kind: 'text' }
export const date: AttributeType = { kind: 'date' }
export const range: AttributeType = { kind: 'range' }
export const free: AttributeType = { kind: 'free' }

export function wholeFrom(min: number, max = Number.MAX_SAFE_INTEGER): AttributeType {
  return quantity('number', { integer: true, min, max })
}

export function words(...list: string[]): AttributeType {
  return { kind: 'words', words: list }
}

export function component(...kinds: string[]): AttributeType {
  return { kind: 'component', kinds }
}

export function listOf(of: AttributeType): AttributeType {
  return { kind: 'list', of }
}

export function either(...types: AttributeType[]): AttributeType {
  return { kind: 'either', types }
}

/** What a person would call the type: "a duration", "one of lru, lfu, fifo". */
export function wanted(type: AttributeType): string {
  switch (type.kind) {
    case 'quantity':
      if (type.integer) return 'a whole number'
      return dimensionNames[type.dimension].name
    case 'words':
      return type.words.length === 1
        ? `\`${type.words[0]}\``
        : `${type.words
            .slice(0, -1)
            .map((word) => `\`${word}\``)
            .join(', ')} or \`${type.words.at(-1)}\``
    case 'text':
      return 'a word or a text in quotes'
    case 'date':
      return 'a date'
    case 'range':
      return 'a range'
    case 'component':
      return type.kinds.length === 0
        ? 'the name of a component'
        : `the name of a ${type.kinds.join(' or ')}`
    case 'list':
      return type.of.kind === 'component'
        ? `${wanted(type.of)}, or a list of them`
        : `${wanted(type.of)}, or a list`
    case 'either':
      return type.types.map(wanted).join(' or ')
    case 'free':
      return 'any value'
  }
}

/** What people write for an attribute, where the type alone gives an odd example. */
const usualValues: Readonly<Record<string, string>> = {
  backup: '1d',
  ttl: '10m',
  retention: '30d',
  recovery: '30m',
  mtbf: '90d',
  mttr: '1h',
  timeout: '1s',
  interval: '30s',
  lag: '5s',
  healthcheck: '10s',
  visibility: '30s',
  lease: '30s',
  deadline: '1h',
  heartbeat: '10s',
  schedule: '1h',
  requests: '40/day',
  users: '2M',
  size: '200GB',
  'max-size': '1TB',
  'working-set': '40GB',
}

/** A correct value of the attribute, as one would write it. */
export function exampleOf(name: string, type: AttributeType): string {
  const usual = Object.hasOwn(usualValues, name) ? usualValues[name] : undefined
  return usual ?? example(type)
}

/** A correct value of the type, as one would write it. */
export function example(type: AttributeType): string {
  switch (type.kind) {
    case 'quantity':
      return type.integer ? String(Math.max(type.min, 2)) : dimensionNames[type.dimension].example
    case 'words':
      return type.words[0]!
    case 'text':
      return '"payments"'
    case 'date':
      return '2027-03-31'
    case 'range':
      return '2..10'
    case 'component':
      return type.kinds[0] === 'zone' ? 'a' : 'orders'
    case 'list':
      return `[${example(type.of)}]`
    case 'either':
      return example(type.types.at(-1)!)
    case 'free':
      return '"anything"'
  }
}

function quantity(
  dimension: Dimension,
  limits: { integer?: boolean; min?: number; max?: number } = {},
): AttributeType {
  return {
    kind: 'quantity',
    dimension,
    integer: limits.integer ?? false,
    min: limits.min ?? 0,
    max: limits.max ?? Number.MAX_VALUE,
  }
}
