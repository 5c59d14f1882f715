// The words for mistakes in single signs and texts: what is no token, and brackets without a partner.
// It is past 250 lines because the messages of one stage stand in one table.

import { around, namesAround } from './around.ts'
import { type Diagnostic, problem } from './diagnostic.ts'
import type { Oddity } from './odd.ts'
import { type Span, spanText } from './source.ts'

export function oddText(at: Span, odd: Oddity): Diagnostic {
  const image = shortened(spanText(at))
  switch (odd.kind) {
    case 'comment':
      return problem('syntax', 'foreign-comment', at, 'a comment begins with `#`', {
        help: `write \`# ${commentText(image)}\``,
      })
    case 'semicolon':
      return problem('syntax', 'semicolon', at, 'statements end without a `;`', {
        help: 'leave it out; a new line or a space is enough',
      })
    case 'quotes':
      return problem('syntax', 'foreign-quotes', at, 'texts stand in straight double quotes', {
        help: `write \`"${shortened(odd.text)}"\``,
      })
    case 'address':
      return problem('syntax', 'unquoted-address', at, 'an address stands in quotes', {
        help: `write \`"${shortened(odd.text)}"\``,
      })
    case 'path':
      return problem('syntax', 'unquoted-path', at, 'a path stands in quotes', {
        help: `write \`"${shortened(odd.text)}"\``,
      })
    case 'arrow':
      return foreignArrow(at, image, odd)
    case 'comparison':
      return problem(
        'syntax',
        'foreign-sign',
        at,
        `\`${image}\` is written \`${odd.comparison}\` here`,
        { help: comparisonHelp(at, odd.comparison) },
      )
    case 'sign':
      return problem('syntax', 'foreign-sign', at, `\`${image}\` is written \`${odd.sign}\` here`, {
        help: `write \`${odd.sign}\``,
      })
    case 'number':
      return odd.flaw === 'negative'
        ? problem(
            'syntax',
            'negative-number',
            at,
            `\`${image}\` is negative, and no quantity here can be`,
            {
              help: `write \`${odd.number}\``,
            },
          )
        : problem('syntax', 'bad-number', at, `\`${image}\` has no digit before its point`, {
            help: `write \`${odd.number}\``,
          })
    case 'tag':
      return problem('syntax', 'missing-tag', at, '`@` has no tag after it', {
        help: 'write the tag right behind it: `@pii`',
      })
    case 'control':
      return problem(
        'syntax',
        'control-character',
        at,
        `a control character (${codeName(at)}) stands here`,
        {
          help: 'delete it',
        },
      )
    case 'invisible':
      return problem(
        'syntax',
        'invisible-character',
        at,
        `an invisible character (${codeName(at)}) stands here`,
        {
          help: 'delete it',
        },
      )
    case 'character':
      return problem('syntax', 'unknown-character', at, `\`${image}\` means nothing here`, {
        help: characterHelp(image, at),
      })
  }
}

function foreignArrow(at: Span, image: string, odd: Oddity & { kind: 'arrow' }): Diagnostic {
  const message = `\`${image}\` is no arrow of this language`
  const { from, to } = namesAround(at) ?? { from: 'a', to: 'b' }
  const edge = `${shortened(from)} ${odd.arrow} ${shortened(to)}`
  const isGlued = image === '--' && /\S$/.test(around(at).before) && /^\S/.test(around(at).after)
  switch (odd.shape) {
    case 'forward':
      return problem('syntax', 'foreign-arrow', at, message, {
        help: isGlued
          ? `write \`${edge}\` for an edge, or \`${shortened(from)}-${shortened(to)}\` as a name`
          : `write \`${edge}\``,
      })
    case 'backward':
      return problem('syntax', 'foreign-arrow', at, message, {
        help: `arrows point right: write \`b ${odd.arrow} a\` for \`a ${image} b\``,
      })
    case 'both':
      return problem('syntax', 'foreign-arrow', at, message, {
        help: `an edge has one direction: write \`a ${odd.arrow} b\` and \`b ${odd.arrow} a\``,
      })
  }
}

function comparisonHelp(at: Span, comparison: string): string {
  return /\brequire\b/.test(around(at).before)
    ? `write \`${comparison}\``
    : `write \`${comparison}\` in a requirement, and \`:\` to give a value`
}

function characterHelp(image: string, at: Span): string {
  const { before, after } = around(at)
  const number = image === '+' ? /^\d[\w.%/]*/.exec(after)?.[0] : undefined
  if (number !== undefined) return `leave it out: \`${shortened(number)}\``
  const word = /[:[,][ \t]*([\p{L}_][\p{L}\p{Nd}_.-]*)$/u.exec(before)?.[1]
  if (word !== undefined) return `a text stands in quotes: \`"${shortened(word + image)}"\``
  if (image === '.') return 'a dotted name is written without spaces: `us.api`'
  if (image === '-') return 'a name has single hyphens inside (`user-db`); an arrow is `->`'
  if (image === "'") return 'texts stand in double quotes: `"Orders"`'
  if (/[“”„«»‘’]/.test(image)) return 'texts stand in straight double quotes: `"Orders"`'
  if (/^[&+]+$/.test(image)) return 'join with a comma: `a, b`'
  return 'delete it, or put it in quotes if it is part of a text'
}

export function unterminatedText(at: Span): Diagnostic {
  return problem('syntax', 'unterminated-text', at, 'this text has no closing `"`', {
    help: `write \`${shortened(spanText(at))}"\`, or \`"""\` around a text of several lines`,
  })
}

/** A text in simple quotes that goes on behind its line. */
export function textOverLines(at: Span): Diagnostic {
  const line = spanText(at)
    .slice(0, 200)
    .replace(/(?:\r\n|[\r\n])[ \t]*/g, '\\n')
  return problem('syntax', 'unterminated-text', at, 'a text in `"` ends on its line', {
    help: `write \`${shortened(line)}\`, or \`"""\` around a text of several lines`,
  })
}

export function backslashInPath(at: Span, path: string): Diagnostic {
  return problem('syntax', 'backslash-in-path', at, 'a path is written with `/`', {
    help: `write \`import "${shortened(path)}"\``,
  })
}

/** A lone `>` where an arrow is meant. */
export function shortArrow(at: Span, image: string): Diagnostic {
  return foreignArrow(at, image, { kind: 'arrow', arrow: '->', shape: 'forward' })
}

export function unterminatedBlock(at: Span): Diagnostic {
  return problem('syntax', 'unterminated-block-text', at, 'this text has no closing `"""`', {
    notes: ['all to the end of the file was taken for the text'],
    help: 'write `"""` where the text ends',
  })
}

export function badEscape(at: Span, image: string): Diagnostic {
  return problem('syntax', 'bad-escape', at, `\`${image}\` means nothing in a text`, {
    help: image.startsWith('\\u')
      ? 'a character by its number is written `\\u{e9}`'
      : 'a backslash itself is written `\\\\`; the others are `\\"`, `\\n`, `\\t` and `\\u{e9}`',
  })
}

/** `closers` closes it and, behind spaces, what is open around it on the same line. */
export function unclosed(at: Span, closers: string, end: Span): Diagnostic {
  const opener = spanText(at)
  return problem(
    'syntax',
    `unclosed-${bracketNames[closers[0]!] ?? 'brace'}`,
    at,
    `this \`${opener}\` is never closed`,
    {
      help: `write \`${closers}\` where it ends`,
      related: [{ message: 'read as if it ended here', at: end }],
    },
  )
}

export function surplus(at: Span, last: { readonly open: Span } | undefined): Diagnostic {
  const closer = spanText(at)
  return problem(
    'syntax',
    `surplus-${bracketNames[closer] ?? 'brace'}`,
    at,
    `this \`${closer}\` closes nothing`,
    {
      help: 'delete it, or add what it should close',
      related: last ? [{ message: 'the one before it closed this', at: last.open }] : [],
    },
  )
}

export function wrongCloser(at: Span, meant: string, open: Span): Diagnostic {
  const found = spanText(at)
  return problem(
    'syntax',
    'wrong-closer',
    at,
    `\`${spanText(open)}\` is closed by \`${meant}\`, not by \`${found}\``,
    {
      help: `write \`${meant}\``,
      related: [{ message: 'opened here', at: open }],
    },
  )
}

export function tooDeep(at: Span, limit: number): Diagnostic {
  return problem(
    'syntax',
    'nested-too-deep',
    at,
    `brackets are nested more than ${limit} deep here`,
    {
      notes: ['what is inside was not read'],
      help: 'move it out and refer to it by name',
    },
  )
}

const bracketNames: { readonly [sign: string]: string } = {
  '}': 'brace',
  ']': 'bracket',
  ')': 'parenthesis',
}

function codeName(at: Span): string {
  const code = at.source.text.codePointAt(at.start)!
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

function commentText(image: string): string {
  return image.replace(/^(?:\/[/*]+|--)\s*|\s*\*+\/$/g, '')
}

export function syntax(rule: string, at: Span, message: string, help?: string): Diagnostic {
  return problem('syntax', rule, at, message, { help })
}

/** At most 40 characters of one line. */
export function shortened(text: string): string {
  const line = text.slice(0, 200).split(/[\r\n]/, 1)[0]!
  const characters = [...line]
  if (characters.length <= 40 && line.length === text.length) return line
  return `${characters.slice(0, 39).join('').trimEnd()}…`
}
