// Statements that stand where they mean nothing, with where to write them instead.

import type { ComponentDeclaration, Item } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { nearest } from '#grammar/nearest.ts'
import { type Span, spanText } from '#grammar/source.ts'
import { builtinKind, kindNames, likelyKind } from '#src/kinds/kinds.ts'
import { told } from './told.ts'

const statementNames: Readonly<Record<Item['kind'], string>> = {
  import: 'an import',
  title: 'a title',
  kind: 'a kind',
  every: '`every`',
  component: 'a component',
  edge: 'an edge',
  amend: 'an amendment',
  flow: 'a flow',
  require: 'a requirement',
  policy: 'a policy',
  scenario: 'a scenario',
  view: 'a view',
  ignore: 'an ignore',
  attribute: 'an attribute',
}

export type Place =
  | 'file'
  | 'container'
  | 'component'
  | 'edge'
  | 'flow'
  | 'scenario'
  | 'every'
  | 'kind'
  | 'view'
  | 'ignore'
  | 'amendment'
  | 'scenario-amendment'

export function misplaced(item: Item, place: Place, inside?: ComponentDeclaration): Diagnostic {
  const what = statementNames[item.kind]
  const at = item.kind === 'attribute' ? item.name.span : item.span
  if (place === 'file') {
    return told('misplaced', at, `${what} belongs in the body of a component`, {
      help: `write it in braces behind the name: \`service api { ${oneLine(item.span)} }\``,
    })
  }
  if (item.kind === 'component' && place !== 'container' && isAttributeLike(item)) {
    const { type, name } = item
    return told(
      'misplaced',
      at,
      `between \`${type.text}\` and \`${name?.text}\` a \`:\` is missing`,
      {
        help: `write \`${type.text}: ${name?.text}\``,
      },
    )
  }
  const where = inside ? `${inside.type.text} \`${inside.name?.text ?? ''}\`` : placeNames[place]
  return told('misplaced', at, `${what} cannot stand inside ${where}`, {
    help: whereInstead(item, place, inside),
  })
}

/** `owner shop`: two words alone, of which the first is no kind. */
function isAttributeLike({ type, name, label, body }: ComponentDeclaration): boolean {
  if (name === undefined || label || body || builtinKind(type.text) !== undefined) return false
  return likelyKind(type.text) === undefined && nearest(type.text, kindNames) === undefined
}

const placeNames: Readonly<Record<Place, string>> = {
  file: 'a file',
  container: 'a container',
  component: 'a component',
  edge: "an edge's braces",
  flow: 'a flow',
  scenario: 'a scenario',
  every: '`every`',
  kind: 'a kind',
  view: 'a view',
  ignore: 'an ignore',
  amendment: 'an amendment',
  'scenario-amendment': 'an amendment of a scenario',
}

function whereInstead(item: Item, place: Place, inside: ComponentDeclaration | undefined): string {
  switch (item.kind) {
    case 'edge':
      return inside
        ? `write it behind the closing brace: \`${oneLine(item.span)}\``
        : `write it on a line of its own, outside the braces: \`${oneLine(item.span)}\``
    case 'component':
    case 'every':
    case 'import':
    case 'amend':
      return place === 'component'
        ? 'write it behind the closing brace, or make the outer one a container: group, system, network, region, zone or pool'
        : 'write it at the top of the file or in a container'
    case 'attribute':
      return 'write it in the braces of what it describes'
    case 'title':
    case 'kind':
    case 'flow':
    case 'require':
    case 'policy':
    case 'scenario':
    case 'view':
      return 'write it at the top level of the file'
    case 'ignore':
      return 'write it in the braces of the component, the container, the edge or the flow that it is about, or at the top level of the file'
  }
}

function oneLine(span: Span): string {
  const text = spanText(span).replace(/\s+/g, ' ')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
