// Mistakes in kinds and names: declared twice, unknown, or of several meanings.

import type { Import, Name } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import type { Span } from '#grammar/source.ts'
import { statementWords } from '#grammar/words.ts'
import { kindNames, likelyKind } from '#src/kinds/kinds.ts'
import { type LibraryKind, libraryKind, libraryKindNear } from '#src/kinds/library-kinds.ts'
import { didYouMean, didYouMeanOne, perhaps, perhapsOne, told } from './told.ts'

interface Named {
  readonly name: string
  readonly at: Span
}

export function kindIsBuiltin(name: Name): Diagnostic {
  return told('duplicate-kind', name.span, `\`${name.text}\` is a built-in kind`, {
    help: `give the kind a name of its own: \`kind my-${name.text} : ${name.text}\``,
  })
}

export function duplicateKind(name: Name, earlier: Span): Diagnostic {
  return told('duplicate-kind', name.span, `the kind \`${name.text}\` is declared twice`, {
    related: [{ message: 'first declared here', at: earlier }],
    help: 'remove one of the two, or rename it',
  })
}

export function circularKind(name: Name, cycle: readonly string[]): Diagnostic {
  return told(
    'circular-kind',
    name.span,
    `the kind \`${name.text}\` is built on itself: ${cycle.join(' : ')}`,
    { help: 'build it on a built-in kind, such as service or database' },
  )
}

export function unknownBase(base: Name, own: readonly string[]): Diagnostic {
  return told('unknown-kind', base.span, `there is no kind \`${base.text}\``, {
    fix: perhaps(base.span, nearKind(base.text, [...kindNames, ...own], own)),
    help:
      meantKind(base.text, [...kindNames, ...own], own) ??
      'build it on a built-in kind, such as service or database',
  })
}

export function unknownKind(type: Name, own: readonly string[]): Diagnostic {
  return told('unknown-kind', type.span, `there is no kind \`${type.text}\``, {
    fix: perhaps(type.span, nearKind(type.text, [...kindNames, ...own, ...statementWords], own)),
    help:
      meantKind(type.text, [...kindNames, ...own, ...statementWords], own) ?? declaring(type.text),
  })
}

/** A kind that is declared has no dot in its name; one with a dot comes from an import. */
const declaring = (name: string): string =>
  name.includes('.')
    ? `import the file that declares it: \`import "./kinds.arch" as ${name.split('.')[0]}\``
    : `declare it: \`kind ${name} : ${likelyKind(name) ?? 'service'}\``

/** Its own name behind the name of an import, a library that has it, or the nearest of all these. */
function meantKind(
  name: string,
  known: readonly string[],
  own: readonly string[],
): string | undefined {
  const exact = behind(name, own) === undefined ? libraryKind(name) : undefined
  if (exact) return `it is a kind of ${exact.library}: ${importOf(exact)}`
  const [prefix, last, ...deeper] = name.split('.')
  const behindPrefix = last !== undefined && deeper.length === 0 ? libraryKind(last) : undefined
  if (behindPrefix) {
    return `\`${last}\` is a kind of ${behindPrefix.library}: ${importOf(behindPrefix, prefix)}`
  }
  const near = didYouMean(nearKind(name, known, own))
  if (near !== undefined) return near
  const other = libraryKindNear(name)
  return other && `did you mean \`${other.name}\` of ${other.library}? ${importOf(other)}`
}

/** A kind that a namespace has under the name, else the nearest of those that are known here. */
function nearKind(
  name: string,
  known: readonly string[],
  own: readonly string[],
): string | undefined {
  const here = behind(name, own)
  if (here !== undefined) return here
  return libraryKind(name) ? undefined : nearest(name, known)
}

function behind(name: string, own: readonly string[]): string | undefined {
  return own.find((one) => one.endsWith(`.${name}`))
}

const importOf = ({ library }: LibraryKind, prefix?: string): string =>
  `write \`import "${library}"${prefix === undefined ? '' : ` as ${prefix}`}\` at the top of the file`

export function dottedName(name: Name): Diagnostic {
  const last = name.text.split('.').at(-1)!
  return told(
    'dotted-name',
    name.span,
    `a name that is declared has no dot in it: \`${name.text}\``,
    {
      notes: ['dots are for references to what stands inside a container'],
      help: `declare \`${last}\` inside its container, or write \`${name.text.replaceAll('.', '-')}\``,
    },
  )
}

export function duplicateName(name: Name, earlier: Span | undefined): Diagnostic {
  return told('duplicate-name', name.span, `\`${name.text}\` is declared twice in one place`, {
    related: earlier ? [{ message: 'first declared here', at: earlier }] : [],
    help: 'rename one of the two, or put them into containers of their own',
  })
}

export function duplicateTitled(what: string, title: string, at: Span, earlier: Span): Diagnostic {
  return told('duplicate-name', at, `there are two ${what}s called "${title}"`, {
    related: [{ message: 'first here', at: earlier }],
    help: 'give one of them another name',
  })
}

export function secondTitle(at: Span, earlier: Span): Diagnostic {
  return told('duplicate-title', at, 'the file has two titles', {
    related: [{ message: 'first here', at: earlier }],
    help: 'keep one of them',
  })
}

/** `names`: what clashes, with the place where each is from. */
export function importClash(
  { path, as, span }: Import,
  names: ReadonlyMap<string, Span | undefined>,
): Diagnostic {
  const all = [...names]
  const one = all.length === 1
  const related = all.slice(0, mostListed).flatMap(([name, at]) => {
    return at ? [{ message: one ? 'declared here' : `\`${name}\``, at }] : []
  })
  const another = as ? `${as.text}2` : 'p'
  return told(
    'import-clash',
    span,
    `"${path.text}" brings in ${listed(all.map(([name]) => name))}, which ${one ? 'is' : 'are'} there already`,
    {
      related,
      help: `import it under ${as ? 'another' : 'a'} name: \`import "${path.text}" as ${another}\``,
    },
  )
}

/** The first of several, and how many more there are; the names may be no more than these first ones. */
function listed(names: readonly string[], count = names.length): string {
  const first = names.slice(0, mostListed).map((name) => `\`${name}\``)
  return `${first.join(', ')}${count > mostListed ? ` and ${count - mostListed} more` : ''}`
}

/** So many of several names a message lists. */
export const mostListed = 4

/** `near`: what may be meant; `kinds`: what it may be, any where there are none. */
export function unknownComponent(
  name: Name,
  near: readonly string[],
  kinds: readonly string[],
): Diagnostic {
  const what = kinds.length === 1 ? kinds[0] : 'component'
  const path = name.text.split('.')
  const declaration = `\`${kinds[0] ?? 'service'} ${path.at(-1)}\``
  const where = path.length > 1 ? ` inside \`${path.slice(0, -1).join('.')}\`` : ''
  return told('unknown-component', name.span, `there is no ${what} \`${name.text}\``, {
    fix: perhapsOne(name.span, near),
    help: didYouMeanOne(near) ?? `declare it${where}: ${declaration}`,
  })
}

/** `u -> cache`: the kind stands where a name is wanted. */
export function kindForName(name: Name, only: string | undefined): Diagnostic {
  return told(
    'unknown-component',
    name.span,
    `\`${name.text}\` is a kind, and no component is called so`,
    {
      help:
        only === undefined
          ? `name a component: \`${name.text} my-${name.text}\``
          : `did you mean \`${only}\`?`,
    },
  )
}

export function namelessComponent(kind: Name): Diagnostic {
  return told('missing-name', kind.span, `this \`${kind.text}\` has no name`, {
    help: `write one behind the kind: \`${kind.text} east { … }\``,
  })
}

export function clientLeftOut(name: Name): Diagnostic {
  return told(
    'client-left-out',
    name.span,
    `\`${name.text}\` is a client, and an instance leaves its clients out`,
    {
      notes: [
        'a file that is imported inside a container brings everything but its title, views and clients',
      ],
      help: 'declare the client in this file',
    },
  )
}

/** `found`: the first of them; `count`: how many there are. */
export function ambiguousName(name: Name, found: readonly Named[], count: number): Diagnostic {
  const names = listed(
    found.map((one) => one.name),
    count,
  )
  return told('ambiguous-name', name.span, `\`${name.text}\` may mean ${names}`, {
    related: found.map((one) => ({ message: `\`${one.name}\``, at: one.at })),
    help: `write the full name, such as \`${found[0]!.name}\``,
  })
}

export function tooLarge(at: Span, what: string, most: number): Diagnostic {
  return told('too-large', at, `more than ${most} ${what}; the rest is left out`, {
    help: 'split the system into files that are linted on their own',
  })
}
