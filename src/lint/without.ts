// Fixes that take an edge away. A statement that says nothing else goes as a whole; any other is said anew
// without the edge, in as few statements as it takes: the other sources still go to every target, the source
// to the other targets, and each target still goes on where it went on.

import type { EdgeStatement, Hop, Name, Target } from '#grammar/ast.ts'
import type { Edit, Fix } from '#grammar/diagnostic.ts'
import { itemsAround } from '#grammar/enclosing.ts'
import { beginsLine, commentsIn, lineStart, removalOf } from '#grammar/removal.ts'
import { type Span, spanText } from '#grammar/source.ts'
import type { Edge, Model } from '#src/model/model.ts'

const taking = (from: string, { arrow }: Edge, to: string): string =>
  `remove the edge ${from} ${arrow} ${to}`

/**
 * The statement without the edge. Undefined where that cannot be written: the edge is one of a choice
 * (`b | c`), a `dlq` draws it, or a comment would be lost.
 */
export function without(
  edge: Edge,
  model: Model,
  meaning: 'safe' | 'unsafe' = 'safe',
): Fix | undefined {
  const group = model.groups[edge.group]
  if (edge.implicit || edge.at.source.isLibrary || group?.needed !== 'all') return undefined
  const from = model.components[edge.from]!.name
  const edit = editOf(edge, from)
  if (!edit) return undefined
  const title = taking(from, edge, model.components[edge.to]!.name)
  return { title, safe: meaning === 'safe', edits: [edit] }
}

function editOf({ at }: Edge, from: string): Edit | undefined {
  const statement = itemsAround(at).findLast((item) => item.kind === 'edge')
  if (!statement) return undefined
  const left = leftOver(statement, at, from)
  if (left === undefined) return undefined
  return left.length === 0 ? removalOf(at) : replacing(statement.span, left)
}

/** The statements that say the rest; undefined where it is not certain which source the edge has. */
function leftOver(statement: EdgeStatement, at: Span, from: string): readonly string[] | undefined {
  const { hops } = statement
  const index = hops.findIndex(({ targets }) =>
    targets.some(({ name }) => name.span.start === at.start),
  )
  const hop = hops[index]
  const before = hops[index - 1]
  const sources = before ? before.targets.map(({ name }) => name) : statement.sources
  const source = sources.filter((name) => lastPart(name.text) === lastPart(from))
  const target = hop?.targets.find(({ name }) => name.span.start === at.start)
  if (!hop || !target || source.length !== 1) return undefined

  const [one] = source as [Name] // it has one
  const others = sources.filter((name) => name !== one)
  const targets = hop.targets.filter((other) => other !== target)
  const next = hops[index + 1]
  const rest = next ? ` ${textFrom(next, statement)}` : ''
  const lead = before ? [textUpTo(before, statement)] : []
  if (others.length > 0) {
    const kept = `${names(others)} ${spanText(hop.span)}${rest}`
    const also = targets.length > 0 ? [`${spanText(one.span)} ${hopTo(hop, targets)}`] : []
    return [...lead, kept, ...also]
  }
  const goesOn = next ? [`${spanText(target.name.span)} ${spanText(next.span)}`] : []
  if (targets.length > 0) {
    const head = lead[0] ?? spanText(one.span)
    return [`${head} ${hopTo(hop, targets)}${rest}`, ...goesOn]
  }
  return [...lead, ...(next ? [`${spanText(target.name.span)}${rest}`] : [])]
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function names(list: readonly Name[]): string {
  return list.map(({ span }) => spanText(span)).join(', ')
}

function hopTo({ arrow, label, body }: Hop, targets: readonly Target[]): string {
  const list = targets.map(({ span }) => spanText(span)).join(', ')
  const tail = [label, body].flatMap((part) => (part ? [spanText(part.span)] : []))
  return tail.length === 0 ? `${arrow.arrow} ${list}` : `${arrow.arrow} (${list}) ${tail.join(' ')}`
}

function textFrom({ span: { source, start } }: Hop, { span: { end } }: EdgeStatement): string {
  return source.text.slice(start, end)
}

function textUpTo({ span: { source, end } }: Hop, { span: { start } }: EdgeStatement): string {
  return source.text.slice(start, end)
}

/** What a comment inside speaks of may be in another place now, so that it could not stay. */
function replacing(span: Span, statements: readonly string[]): Edit | undefined {
  const { text } = span.source
  if (commentsIn(span).length > 0) return undefined
  const indentation = text.slice(lineStart(span.source, span.start), span.start)
  const gap = beginsLine(span.source, span.start) ? `\n${indentation}` : '  '
  return { at: span, text: statements.join(gap) }
}
