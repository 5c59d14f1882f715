// A validator for the part of JSON Schema (drafts 7 and 2020-12) that our schemas use. It refuses a keyword
// that it does not know, so that a schema cannot ask for something which nobody checks.

interface Schema {
  readonly [keyword: string]: unknown
}

const annotations = new Set(['$schema', '$defs', 'definitions', 'title', 'description', 'default'])

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
  pattern: (wanted, value, at) =>
    typeof value !== 'string' || new RegExp(String(wanted), 'u').test(value)
      ? []
      : [`${at}: not like ${wanted}`],
  minItems: (wanted, value, at) =>
    !Array.isArray(value) || value.length >= Number(wanted) ? [] : [`${at}: too few`],
  maxItems: (wanted, value, at) =>
    !Array.isArray(value) || value.length <= Number(wanted) ? [] : [`${at}: too many`],
  /** Of draft 7: a list of schemas is for the items one by one. */
  items: (wanted, value, at, root) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => {
          const schema = Array.isArray(wanted) ? (wanted[index] ?? {}) : wanted
          return check(schemaOf(schema), item, `${at}/${index}`, root)
        })
      : [],
  anyOf: (wanted, value, at, root) =>
    listOf(wanted).some((one) => check(schemaOf(one), value, at, root).length === 0)
      ? []
      : [`${at}: none of the forms`],
  allOf: (wanted, value, at, root) =>
    listOf(wanted).flatMap((one) => check(schemaOf(one), value, at, root)),
  if: (wanted, value, at, root, { then: yes = {}, else: no = {} }) => {
    const holds = check(schemaOf(wanted), value, at, root).length === 0
    return check(schemaOf(holds ? yes : no), value, at, root)
  },
  // Read with their `if`.
  // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema
  then: () => [],
  else: () => [],
  required: (wanted, value, at) =>
    isObject(value)
      ? listOf(wanted).flatMap((name) =>
          Object.hasOwn(value, String(name)) ? [] : [`${at}: lacks ${name}`],
        )
      : [],
  properties: (wanted, value, at, root) =>
    isObject(value)
      ? Object.entries(schemaOf(wanted)).flatMap(([name, inner]) =>
          Object.hasOwn(value, name)
            ? check(schemaOf(inner), value[name], `${at}/${name}`, root)
            : [],
        )
      : [],
  additionalProperties: (wanted, value, at, root, schema) => {
    const known = schemaOf(schema.properties)
    if (!isObject(value)) return []
    return Object.keys(value).flatMap((name) => {
      if (Object.hasOwn(known, name)) return []
      if (wanted === false) return [`${at}/${name}: unknown`]
      return check(schemaOf(wanted), value[name], `${at}/${name}`, root)
    })
  },
  $ref: (wanted, value, at, root) => {
    const [, ...steps] = String(wanted).split('/')
    const target = steps.reduce((schema, step) => schemaOf(schema[step]), root)
    return check(target, value, at, root)
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
