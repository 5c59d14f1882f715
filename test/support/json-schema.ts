// A validator for the part of JSON Schema (draft 2020-12) that our schemas use. It refuses a keyword that
// it does not know, so that a schema cannot ask for something which nobody checks.

interface Schema {
  readonly [keyword: string]: unknown
}

const annotations = new Set(['$schema', '$defs', 'title', 'description'])

/** What is wrong with the value, each with its place (`/findings/0/rule`); empty where nothing is. */
export function violations(schema: Schema, value: unknown): readonly string[] {
  return check(schema, value, '', schema)
}

function check(schema: Schema, value: unknown, at: string, root: Schema): readonly string[] {
  return Object.entries(schema).flatMap(([keyword, wanted]) => {
    if (annotations.has(keyword)) return []
    const keywordOf = keywords[keyword]
    if (!keywordOf) throw new Error(`the validator does not know "${keyword}" (${at || '/'})`)
    return keywordOf(wanted, value, at, root, schema)
  })
}

type Keyword = (
  wanted: unknown,
  value: unknown,
  at: string,
  root: Schema,
  schema: Schema,
) => readonly string[]

const keywords: Readonly<Record<string, Keyword>> = {
  type: (wanted, value, at) => (isOfType(value, wanted) ? [] : [`${at}: no ${wanted}`]),
  const: (wanted, value, at) => (value === wanted ? [] : [`${at}: not ${wanted}`]),
  enum: (wanted, value, at) =>
    listOf(wanted).includes(value) ? [] : [`${at}: none of ${listOf(wanted).join(', ')}`],
  minLength: (wanted, value, at) =>
    typeof value !== 'string' || value.length >= Number(wanted) ? [] : [`${at}: too short`],
  minimum: (wanted, value, at) =>
    typeof value !== 'number' || value >= Number(wanted) ? [] : [`${at}: less than ${wanted}`],
  maximum: (wanted, value, at) =>
    typeof value !== 'number' || value <= Number(wanted) ? [] : [`${at}: more than ${wanted}`],
  anyOf: (wanted, value, at, root) =>
    listOf(wanted).some((one) => check(schemaOf(one), value, at, root).length === 0)
      ? []
      : [`${at}: none of the alternatives`],
  items: (wanted, value, at, root) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => check(schemaOf(wanted), item, `${at}/${index}`, root))
      : [],
  required: (wanted, value, at) =>
    isObject(value)
      ? listOf(wanted).flatMap((name) => (String(name) in value ? [] : [`${at}: lacks ${name}`]))
      : [],
  properties: (wanted, value, at, root) =>
    isObject(value)
      ? Object.entries(schemaOf(wanted)).flatMap(([name, inner]) =>
          name in value ? check(schemaOf(inner), value[name], `${at}/${name}`, root) : [],
        )
      : [],
  additionalProperties: (wanted, value, at, _, schema) => {
    if (wanted !== false) throw new Error('the validator knows additionalProperties: false alone')
    const known = Object.keys(schemaOf(schema.properties))
    if (!isObject(value)) return []
    return Object.keys(value).flatMap((name) =>
      known.includes(name) ? [] : [`${at}/${name}: unknown`],
    )
  },
  $ref: (wanted, value, at, root) => {
    const name = String(wanted).replace('#/$defs/', '')
    return check(schemaOf(schemaOf(root.$defs)[name]), value, at, root)
  },
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'null') return value === null
  if (type === 'integer') return Number.isInteger(value)
  return ['string', 'boolean', 'number'].includes(String(type)) && typeof value === type
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function schemaOf(value: unknown): Schema {
  if (!isObject(value)) throw new Error('a schema is an object')
  return value
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('this keyword wants a list')
  return value
}
