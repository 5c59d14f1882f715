// What a library of kinds holds, read from its text in the bundle: each kind with its attributes as they are
// written, and the comment above it.

import { parse } from '#grammar/parse.ts'
import { sourceText } from '#grammar/source.ts'
import { libraries } from '#src/kinds/generated/libraries.ts'

export const libraryNames: readonly string[] = Object.keys(libraries)

export interface Listed {
  readonly name: string
  readonly base: string
  readonly attributes: ReadonlyMap<string, string>
  /** The comment right above it, without its signs. */
  readonly comment: string
}

export function kindsOf(library: string): readonly Listed[] {
  const text = libraries[library]!
  return parse(sourceText(`std/${library}.arch`, text)).value.statements.map((statement) => {
    if (statement.kind !== 'kind') throw new Error(`${library} holds more than kinds`)
    const items = statement.body?.items ?? []
    return {
      name: statement.name!.text,
      base: statement.base!.text,
      attributes: new Map(
        items.flatMap((item) =>
          item.kind === 'attribute' && item.value
            ? [[item.name.text, text.slice(item.value.span.start, item.value.span.end)] as const]
            : [],
        ),
      ),
      comment: commentAbove(text.slice(0, statement.span.start)),
    }
  })
}

function commentAbove(before: string): string {
  const lines = before.split('\n').slice(0, -1)
  const first = lines.findLastIndex((line) => !line.startsWith('#')) + 1
  return lines
    .slice(first)
    .map((line) => line.replace(/^# ?/, ''))
    .join('\n')
}
