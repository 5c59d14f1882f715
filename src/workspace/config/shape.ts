// What a config may hold, as data: the one table that the reader checks against (`check.ts`), the JSON
// Schema is made of (`schema.ts`), and the lists of known keys in messages come from, so that they cannot
// differ. Severities, presets and the rules with their options are handed in by who knows them.

/** What a config has to know of a rule. */
export interface KnownRule {
  readonly id: string
  readonly summary: string
  readonly options: { readonly [name: string]: KnownOption }
}

export interface KnownOption {
  readonly default: number
  readonly minimum: number
  readonly description: string
}

export interface Vocabulary {
  readonly severities: readonly string[]
  readonly presets: readonly string[]
  readonly rules: readonly KnownRule[]
  /** Names that findings have and that no config sets. */
  readonly fixed: readonly string[]
}

export type Shape = TextShape | ListShape | ObjectShape | SettingShape

export interface TextShape {
  readonly kind: 'text'
  /** In messages: `a severity`. */
  readonly what: string
  /** The words that it may be; with `form` these are words of a certain form alone. */
  readonly words?: readonly string[]
  readonly form?: Form
}

/** A form of texts: a regular expression that JSON Schema can hold too, and what is wrong with any other. */
export interface Form {
  readonly pattern: string
  readonly objection: (text: string) => string
  /** A file pattern besides, whose brackets come in pairs. */
  readonly glob?: true
}

export interface ListShape {
  readonly kind: 'list'
  readonly what: string
  readonly of: Shape
  readonly least: 0 | 1
}

export interface ObjectShape {
  readonly kind: 'object'
  readonly what: string
  /** What its keys are, for the message about an unknown one: `key`, `rule`. */
  readonly noun: 'key' | 'rule'
  readonly keys: { readonly [name: string]: Key }
  /** Keys that somebody may well try, and that there are not for a reason. */
  readonly fixed?: readonly string[]
  /** What any other key may hold; without it there is no other. */
  readonly others?: Shape
}

export interface Key {
  readonly shape: Shape
  readonly description: string
  readonly needed?: true
}

/** A severity, or a severity with options: any options for a rule that is not known. */
export interface SettingShape {
  readonly kind: 'setting'
  readonly severities: readonly string[]
  readonly rule: KnownRule | undefined
}

export const presetPrefix = 'loadpath:'

/** `unknownRules` says whether rules are allowed that the vocabulary does not hold: a plugin may bring them. */
export function configShape(
  { severities, presets, rules, fixed }: Vocabulary,
  unknownRules: 'allowed' | 'refused',
): ObjectShape {
  const words = [...severities, 'off']
  const settings = { ...rulesShape(words, rules, unknownRules), fixed }
  const override: ObjectShape = {
    ...{ kind: 'object', what: 'an override, { files, ignores, rules }', noun: 'key' },
    keys: {
      files: {
        shape: { ...patterns, least: 1 },
        description: 'the files that it is for: patterns relative to the config',
        needed: true,
      },
      ignores: { shape: patterns, description: 'files that it is not for' },
      rules: {
        shape: settings,
        description: 'what it sets of single rules for these files',
        needed: true,
      },
    },
  }
  return {
    ...{ kind: 'object', what: 'an object', noun: 'key' },
    keys: {
      $schema: {
        shape: { kind: 'text', what: 'the address of a schema' },
        description: 'the JSON Schema of this file, for editors',
      },
      extends: {
        shape: {
          ...{ kind: 'list', what: 'a list of presets, configs and packages', least: 0 },
          of: {
            ...{ kind: 'text', what: 'a preset, the path of a config, or a package' },
            words: presets.map((name) => presetPrefix + name),
            form: reference(`(?!${presetPrefix}).`, 'it is empty'),
          },
        },
        description:
          'what this config builds on, later over earlier: a preset, a relative path, or a package',
      },
      rules: {
        shape: settings,
        description:
          'single rules: a severity, or a severity with options; over the preset and what is extended',
      },
      overrides: {
        shape: { kind: 'list', what: 'a list of overrides', of: override, least: 0 },
        description: 'rules for some of the files, later over earlier',
      },
      plugins: {
        shape: {
          ...{ kind: 'list', what: 'a list of paths and packages', least: 0 },
          of: {
            ...{ kind: 'text', what: 'the path of a module, or a package' },
            form: reference('.', 'it is empty'),
          },
        },
        description: 'modules that bring rules: a path relative to the config, or a package',
      },
      files: {
        shape: { ...patterns, least: 1 },
        description:
          'what is linted and formatted where no path is given: patterns relative to the config',
      },
      ignores: {
        shape: patterns,
        description:
          'what is never linted or formatted: patterns relative to the config; a folder stands for all in it',
      },
    },
  }
}

function rulesShape(
  severities: readonly string[],
  rules: readonly KnownRule[],
  unknownRules: 'allowed' | 'refused',
): ObjectShape {
  const keys = Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      { shape: { kind: 'setting', severities, rule } as const, description: rule.summary },
    ]),
  )
  const shape: ObjectShape = {
    kind: 'object',
    what: 'an object with rules for its keys',
    noun: 'rule',
    keys,
  }
  if (unknownRules === 'refused') return shape
  return { ...shape, others: { kind: 'setting', severities, rule: undefined } }
}

const patterns: ListShape = {
  ...{ kind: 'list', what: 'a list of file patterns', least: 0 },
  of: {
    ...{ kind: 'text', what: 'a file pattern' },
    form: { pattern: '^(?![!/])[^\\\\]+$', objection: objectionToPattern, glob: true },
  },
}

function objectionToPattern(text: string): string {
  if (text === '') return 'it is empty'
  if (text.startsWith('!'))
    return 'it cannot begin with "!"; what is to be left out stands in "ignores"'
  if (text.startsWith('/'))
    return 'it is relative to the folder of the config, so it cannot begin with "/"'
  return 'its parts are divided by "/"'
}

function reference(pattern: string, objection: string): Form {
  return { pattern: `^${pattern}`, objection: () => objection }
}
