// The written tree against its shape: every mistake in it, each with its place and the nearest thing that is
// known. What is right is not touched.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import { matcher } from '#src/workspace/glob.ts'
import {
  duplicateKey,
  missingKey,
  neverSet,
  openBracket,
  optionTooSmall,
  refusedText,
  tooFew,
  unknownKey,
  unknownOption,
  unknownWord,
  wrongSetting,
  wrongValue,
} from './messages.ts'
import type { ListShape, ObjectShape, SettingShape, Shape, TextShape } from './shape.ts'
import { called, type Entry, type Written } from './written.ts'

/** `name` is what messages call it: `"files"`, `the config`. */
export function check(written: Written, shape: Shape, name: string): readonly Diagnostic[] {
  switch (shape.kind) {
    case 'text':
      return checkText(written, shape, name)
    case 'list':
      return checkList(written, shape, name)
    case 'object':
      return checkObject(written, shape, name)
    case 'setting':
      return checkSetting(written, shape, name)
  }
}

function checkText(written: Written, shape: TextShape, name: string): readonly Diagnostic[] {
  if (written.kind !== 'plain' || typeof written.value !== 'string') {
    return [wrongValue(written.at, name, shape.what, called(written))]
  }
  const { value, at } = written
  const { words, form, what } = shape
  if (words?.includes(value)) return []
  if (!form) return words ? [unknownWord(at, what, value, words)] : []
  if (!new RegExp(form.pattern, 'u').test(value)) {
    const isWord = words !== undefined && value !== ''
    return [isWord ? unknownWord(at, 'a preset', value, words) : refusedText(at, name, value, form)]
  }
  return form.glob && !matcher(value) ? [openBracket(at, value)] : []
}

function checkList(written: Written, shape: ListShape, name: string): readonly Diagnostic[] {
  if (written.kind !== 'list')
    return [wrongValue(written.at, name, shape.what, called(written), asList(written))]
  if (written.items.length < shape.least) return [tooFew(written.at, name)]
  const item = `an entry of ${name}`
  return written.items.flatMap((one) => check(one, shape.of, item))
}

/** A single text where a list is wanted has one likely meaning. */
function asList(written: Written): string | undefined {
  const isText = written.kind === 'plain' && typeof written.value === 'string'
  return isText ? `write [${called(written)}]` : undefined
}

function checkObject(written: Written, shape: ObjectShape, name: string): readonly Diagnostic[] {
  if (written.kind !== 'object') return [wrongValue(written.at, name, shape.what, called(written))]
  const first = new Map<string, Entry>()
  const twice = written.entries.flatMap((entry) => {
    const before = first.get(entry.name)
    if (before) return [duplicateKey(entry, before)]
    first.set(entry.name, entry)
    return []
  })
  const missing = Object.entries(shape.keys).flatMap(([key, { needed }]) =>
    needed && !first.has(key) ? [missingKey(written.at, name, key)] : [],
  )
  return [...twice, ...missing, ...written.entries.flatMap((entry) => checkEntry(entry, shape))]
}

function checkEntry({ name, at, value }: Entry, { keys, others, noun, fixed }: ObjectShape) {
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined
  if (!key && fixed?.includes(name)) return [neverSet(at, name)]
  const shape = key?.shape ?? others
  return shape ? check(value, shape, `"${name}"`) : [unknownKey(at, noun, name, Object.keys(keys))]
}

function checkSetting(written: Written, shape: SettingShape, name: string): readonly Diagnostic[] {
  const severity: TextShape = { kind: 'text', what: 'a severity', words: shape.severities }
  if (written.kind !== 'list') {
    if (written.kind === 'plain' && typeof written.value === 'string') {
      return checkText(written, severity, name)
    }
    return [wrongSetting(written.at, name, called(written), shape.severities)]
  }
  const [first, second, ...rest] = written.items
  if (!first || !second || rest.length > 0) {
    return [wrongSetting(written.at, name, `a list of ${written.items.length}`, shape.severities)]
  }
  return [
    ...checkText(first, severity, `the severity of ${name}`),
    ...checkOptions(second, shape, name),
  ]
}

function checkOptions(
  written: Written,
  { rule }: SettingShape,
  name: string,
): readonly Diagnostic[] {
  if (written.kind !== 'object') {
    return [
      wrongValue(
        written.at,
        `what follows the severity of ${name}`,
        'an object of options',
        called(written),
      ),
    ]
  }
  const seen = new Map<string, Entry>()
  return written.entries.flatMap((entry) => {
    const before = seen.get(entry.name)
    seen.set(entry.name, entry)
    return [...(before ? [duplicateKey(entry, before)] : []), ...checkOption(entry, rule)]
  })
}

function checkOption(
  { name, at, value }: Entry,
  rule: SettingShape['rule'],
): readonly Diagnostic[] {
  const option = rule && Object.hasOwn(rule.options, name) ? rule.options[name] : undefined
  if (rule && !option) return [unknownOption(at, rule.id, name, Object.keys(rule.options))]
  if (value.kind !== 'plain' || typeof value.value !== 'number') {
    return [wrongValue(value.at, `the option "${name}"`, 'a number', called(value))]
  }
  if (!option || value.value >= option.minimum) return []
  return [optionTooSmall(value.at, name, value.value, option.minimum)]
}
