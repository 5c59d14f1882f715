// Every sentence about a mistake in the text of a config, apart from modules that do not run
// (`module-messages.ts`).

import { type Diagnostic, type Extras, problem } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import type { SourceText, Span } from '#grammar/source.ts'
import type { Form } from './shape.ts'
import type { Entry } from './written.ts'

export function mistake(code: string, at: Span, message: string, extras: Extras = {}): Diagnostic {
  return problem('config', code, at, message, extras)
}

export function notJson(at: Span, message: string): Diagnostic {
  return mistake('config-syntax', at, message)
}

export function emptyConfig(source: SourceText): Diagnostic {
  return mistake('config-syntax', { source, start: 0, end: 0 }, 'the config is empty', {
    help: 'a config that sets nothing is {}',
  })
}

export function tooDeep(at: Span): Diagnostic {
  return mistake('config-syntax', at, 'the config is nested too deep')
}

export function commentInJson(at: Span): Diagnostic {
  return mistake('config-syntax', at, 'a comment stands here, and JSON has none', { help: renamed })
}

export function trailingComma(at: Span): Diagnostic {
  return mistake('config-syntax', at, 'nothing follows this comma, and JSON allows none here', {
    help: `remove it, or ${renamed}`,
  })
}

const renamed =
  'rename the file: a config whose name ends in .jsonc may have comments and trailing commas'

export function duplicateKey({ name, at }: Entry, before: Entry): Diagnostic {
  return mistake('config-duplicate-key', at, `the key "${name}" is written twice`, {
    related: [{ message: 'first here', at: before.at }],
    help: 'keep one of them',
  })
}

export function missingKey(at: Span, name: string, key: string): Diagnostic {
  return mistake('config-missing-key', at, `${name} has no "${key}"`)
}

export function unknownKey(
  at: Span,
  noun: 'key' | 'rule',
  name: string,
  known: readonly string[],
): Diagnostic {
  const near = nearest(name, known)
  const all = noun === 'rule' ? '`loadpath rules` lists them all' : `there are ${known.join(', ')}`
  return mistake(
    `config-unknown-${noun}`,
    at,
    `there is no ${noun} "${name}"${noun === 'key' ? ' here' : ''}`,
    {
      help: near ? `did you mean "${near}"?` : all,
    },
  )
}

export function neverSet(at: Span, name: string): Diagnostic {
  return mistake(
    'config-unknown-rule',
    at,
    `"${name}" is about an ignore in a text, and is no rule to set`,
    {
      help: `remove that ignore, as \`loadpath fix\` does; \`loadpath explain ${name}\` says more`,
    },
  )
}

export function unknownOption(
  at: Span,
  rule: string,
  name: string,
  known: readonly string[],
): Diagnostic {
  const near = nearest(name, known)
  const all = known.length === 0 ? 'it has no options' : `it has ${known.join(', ')}`
  return mistake('config-unknown-option', at, `${rule} has no option "${name}"`, {
    help: near ? `did you mean "${near}"?` : all,
  })
}

/** `what` has its article: `a severity`. */
export function unknownWord(
  at: Span,
  what: string,
  written: string,
  known: readonly string[],
): Diagnostic {
  const near =
    nearest(written, known) ?? known.find((word) => written.length > 2 && word.startsWith(written))
  const noun = what.replace(/^an? /, '')
  return mistake('config-wrong-value', at, `there is no ${noun} "${written}"`, {
    help: near ? `did you mean "${near}"?` : `there are ${known.join(', ')}`,
  })
}

export function wrongValue(
  at: Span,
  name: string,
  what: string,
  written: string,
  help?: string,
): Diagnostic {
  return mistake('config-wrong-value', at, `${name} is ${what}, not ${written}`, { help })
}

export function refusedText(at: Span, name: string, written: string, form: Form): Diagnostic {
  const quoted = written === '' ? name : `"${written}"`
  return mistake('config-wrong-value', at, `${quoted} cannot be used: ${form.objection(written)}`)
}

export function openBracket(at: Span, pattern: string): Diagnostic {
  return mistake(
    'config-wrong-value',
    at,
    `a bracket of the pattern "${pattern}" lacks its partner`,
  )
}

export function tooFew(at: Span, name: string): Diagnostic {
  return mistake('config-wrong-value', at, `${name} is empty, so it means no file at all`, {
    help: 'name a folder or a pattern, such as "systems" or "systems/**/*.arch"',
  })
}

export function wrongSetting(
  at: Span,
  name: string,
  written: string,
  severities: readonly string[],
): Diagnostic {
  return mistake(
    'config-wrong-value',
    at,
    `${name} is set to a severity or to [severity, { options }], not to ${written}`,
    {
      help: `the severities are ${severities.join(', ')}`,
    },
  )
}

export function optionTooSmall(at: Span, name: string, value: number, minimum: number): Diagnostic {
  return mistake(
    'config-wrong-value',
    at,
    `the option "${name}" is a number from ${minimum}, not ${value}`,
  )
}

export function unreadable(at: Span, path: string, reason: string): Diagnostic {
  return mistake('config-unreadable', at, `${path} cannot be read: ${reason}`)
}

export function severalConfigs(source: SourceText, paths: readonly string[]): Diagnostic {
  return mistake(
    'config-several',
    { source, start: 0, end: 0 },
    `configs lie side by side: ${paths.join(' and ')}`,
    { help: 'keep one of them: a run has one config' },
  )
}

export function unknownEnding(at: Span, path: string, endings: readonly string[]): Diagnostic {
  return mistake(
    'config-unreadable',
    at,
    `${path} is no config: its name ends in none of ${endings.join(', ')}`,
  )
}

export function extendsNotFound(at: Span, wanted: string, presets: readonly string[]): Diagnostic {
  const preset = presets.find((name) => name === wanted) ?? nearest(wanted, presets)
  return mistake('config-not-found', at, `there is no config "${wanted}"`, {
    help: preset
      ? `did you mean "loadpath:${preset}"?`
      : /^(?:[./]|[A-Za-z]:)/.test(wanted)
        ? 'a path is relative to the config that names it, and begins with "./"'
        : installIt(wanted),
  })
}

export function installIt(wanted: string): string {
  return `install it, or write a path that begins with "./": "./${wanted}"`
}

export function extendsItself(at: Span, paths: readonly string[]): Diagnostic {
  const message =
    paths.length <= 2
      ? 'the config extends itself'
      : `the configs extend each other in a circle: ${paths.join(' → ')}`
  return mistake('config-circle', at, message, { help: 'put what both need into a third config' })
}

export function extendsTooDeep(at: Span, most: number): Diagnostic {
  return mistake('config-circle', at, `configs extend each other more than ${most} deep`)
}
