// Values of flags, read with care: each flag that takes a value collects all that was written, and here it
// is judged whether that is one of the known values, given once. Nothing that was typed is ignored.

import { nearest } from '#src/index.ts'
import { type Read, refused, value } from './ending.ts'

/** As commander hands them over: lists for flags with a value, `true` or `false` for the others. */
export interface Flags {
  readonly [name: string]: readonly string[] | boolean | undefined
}

/** For commander: keeps every value of a flag, in the order written. */
export function collect(written: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), written]
}

export function valuesOf(flags: Flags, name: string): readonly string[] {
  const written = flags[name]
  return Array.isArray(written) ? written : []
}

/** The one value of `--flag`, or undefined where it was not written. */
export function single(flag: string, values: readonly string[]): Read<string | undefined> {
  const [first, second] = values
  if (first === undefined) return value(undefined)
  if (second !== undefined) return refused(`${flag} is given twice: "${first}" and "${second}"`)
  if (first === '') return refused(`${flag} wants a value, and "" is empty`)
  if (first.startsWith('-') && first !== '-') {
    return refused(`${flag} wants a value, and "${first}" follows it`)
  }
  return value(first)
}

/** One of the known words, the first of them where the flag was not written. */
export function choice<Known extends string>(
  flag: string,
  values: readonly string[],
  known: readonly Known[],
  unwritten: Known,
): Read<Known> {
  const read = single(flag, values)
  if (read.kind === 'refused') return read
  if (read.value === undefined) return value(unwritten)
  const found = known.find((one) => one === read.value)
  return found === undefined ? refused(unknownValue(flag, read.value, known)) : value(found)
}

export function count(flag: string, values: readonly string[]): Read<number | undefined> {
  const read = single(flag, values)
  if (read.kind === 'refused' || read.value === undefined) {
    return read.kind === 'refused' ? read : value(undefined)
  }
  if (!/^\d{1,9}$/.test(read.value)) {
    return refused(`${flag} wants a whole number, and "${read.value}" is none`)
  }
  return value(Number(read.value))
}

export function unknownValue(flag: string, written: string, known: readonly string[]): string {
  return `${flag} does not know "${written}"${suggestion(written, known)} (it knows ${known.join(', ')})`
}

/** `, did you mean "strict"?` where something is near, else nothing; `noun` stands before the name. */
export function suggestion(written: string, known: readonly string[], noun = ''): string {
  const near = nearest(written, known)
  return near === undefined ? '' : `, did you mean ${noun}"${near}"?`
}
