// The shape of a config → its JSON Schema (draft 7, which editors know best). Without plugins and extended
// configs nobody brings other rules, so an unknown rule is refused there; with them any rule may be set, and
// the reader, who has loaded them, knows better.

import {
  configShape,
  type Key,
  type KnownRule,
  type ObjectShape,
  presetPrefix,
  type Shape,
  type TextShape,
  type Vocabulary,
} from './shape.ts'

export type Schema = { readonly [keyword: string]: unknown }

export function configSchema(vocabulary: Vocabulary): Schema {
  const own = configShape(vocabulary, 'refused')
  const open = configShape(vocabulary, 'allowed')
  const presets = vocabulary.presets.map((name) => presetPrefix + name)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'loadpath.config',
    description: 'What loadpath lints, with which rules, and how severe they are.',
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(own.keys).map(([name, key]) => [
        name,
        holdsRules(name) ? {} : describedKey(key),
      ]),
    ),
    additionalProperties: false,
    if: {
      properties: { plugins: { maxItems: 0 }, extends: { items: { enum: presets } } },
    },
    // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema
    then: { properties: rulesIn(own) },
    else: { properties: rulesIn(open) },
    definitions: definitionsOf(vocabulary, own, open),
  }
}

/** The keys whose shape depends on what brings rules. */
function holdsRules(name: string): boolean {
  return name === 'rules' || name === 'overrides'
}

function rulesIn({ keys }: ObjectShape): Schema {
  const held = Object.entries(keys).filter(([name]) => holdsRules(name))
  return Object.fromEntries(held.map(([name, key]) => [name, describedKey(key)]))
}

/** What is used in several places: each rule's setting, and the rules together, with and without others. */
function definitionsOf(
  { rules, severities }: Vocabulary,
  own: ObjectShape,
  open: ObjectShape,
): Schema {
  const settings = rules.map((rule) => [
    rule.id,
    { description: rule.summary, ...settingSchema(rule) },
  ])
  return {
    severity: { enum: [...severities, 'off'] },
    ...Object.fromEntries(settings),
    rules: rulesSchema(own),
    'any-rules': rulesSchema(open),
  }
}

function rulesSchema({ keys }: ObjectShape): Schema {
  const shape = keys.rules?.shape
  if (shape?.kind !== 'object') return {}
  const names = Object.keys(shape.keys)
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }])),
    additionalProperties: shape.others ? settingSchema(undefined) : false,
  }
}

function describedKey({ shape, description }: Key): Schema {
  // Beside a reference draft 7 reads nothing.
  const schema = schemaOf(shape)
  return '$ref' in schema ? { description, allOf: [schema] } : { description, ...schema }
}

function schemaOf(shape: Shape): Schema {
  switch (shape.kind) {
    case 'text':
      return textSchema(shape)
    case 'list':
      return {
        type: 'array',
        items: schemaOf(shape.of),
        ...(shape.least > 0 ? { minItems: shape.least } : {}),
      }
    case 'object':
      return objectSchema(shape)
    case 'setting':
      return settingSchema(shape.rule)
  }
}

function textSchema({ words, form }: TextShape): Schema {
  const pattern = form ? { type: 'string', pattern: form.pattern } : { type: 'string' }
  if (!words) return pattern
  return form ? { anyOf: [{ enum: words }, pattern] } : { enum: words }
}

function objectSchema({ keys, others, noun }: ObjectShape): Schema {
  if (noun === 'rule') return { $ref: `#/definitions/${others ? 'any-rules' : 'rules'}` }
  const needed = Object.keys(keys).filter((name) => keys[name]?.needed)
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(keys).map(([name, key]) => [name, describedKey(key)]),
    ),
    additionalProperties: false,
    required: needed,
  }
}

/** Any options for a rule that is not known here. */
function settingSchema(rule: KnownRule | undefined): Schema {
  const severity = { $ref: '#/definitions/severity' }
  const properties = Object.entries(rule?.options ?? {}).map(([name, option]) => {
    const { description, minimum } = option
    return [name, { description, type: 'number', minimum, default: option.default }]
  })
  const options = {
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: rule ? false : { type: 'number' },
  }
  return {
    anyOf: [severity, { type: 'array', items: [severity, options], minItems: 2, maxItems: 2 }],
  }
}
