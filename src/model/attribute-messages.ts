// Mistakes in attributes: unknown ones, ones that are written twice or change nothing, and ones that name a
// component of another kind. Those in their values are in value-messages.ts.

import type { Amend, Attribute } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import { removing } from '#grammar/removal.ts'
import { type Span, spanText } from '#grammar/source.ts'
import { didYouMean, perhaps, told } from './told.ts'

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
