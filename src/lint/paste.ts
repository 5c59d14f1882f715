// Lines of `.arch` for the author to paste: a declaration with some attributes more. It is made from what
// the model understood of it, so that no mistake is repeated: kind, name, label, and each attribute in the
// author's own words. A declaration over several lines, or with an `ignore` in it, is not repeated: there
// the attributes alone are shown, with the component whose body they belong in. What an amendment of an
// importing file says would beat the declaration, so that one is what changes.

import type { Amend, Item } from '#grammar/ast.ts'
import { itemsAround } from '#grammar/enclosing.ts'
import { type Span, spanText } from '#grammar/source.ts'
import { componentIn, wordIn } from '#src/model/attributes.ts'
import type { Attribute, Component } from '#src/model/model.ts'

/** `database orders { shards: 2, replicas: 4 }`, or `eu.orders { replicas: 4 }`; what is written already is replaced. */
export function declarationWith(
  component: Component,
  given: { readonly [attribute: string]: string },
): string {
  const { attributes, kind, at, label, name, span } = component
  const text = spanText(span)
  const added = new Map(Object.entries(given).map(([key, value]) => [key, `${key}: ${value}`]))
  const amendment = amendmentOf(component, [...added.keys()])
  if (amendment) return amendmentWith(amendment, added)
  if (/[\r\n]/.test(text) || /\bignore\b/.test(withoutTexts(text))) {
    return `${[...added.values()].join(', ')} in the body of "${name}"`
  }
  const items = new Map<string, string>()
  for (const attribute of [...attributes.values()].sort((a, b) => a.at.start - b.at.start)) {
    if (isOwn(attribute, span)) items.set(attribute.name, unaligned(spanText(attribute.at)))
  }
  for (const [key, item] of added) items.set(key, item)
  const head = [kind, spanText(at), ...(label === undefined ? [] : [quoted(label)])]
  return `${head.join(' ')} { ${[...items.values()].join(', ')} }`
}

/** The amendment of an importing file that says one of these of the component. */
function amendmentOf({ attributes, span }: Component, names: readonly string[]): Amend | undefined {
  for (const name of names) {
    const at = attributes.get(name)?.at
    if (at === undefined || at.source === span.source) continue
    const amendment = itemsAround(at).findLast(isAmendment)
    if (amendment) return amendment
  }
  return undefined
}

function isAmendment(item: Item): item is Amend {
  return item.kind === 'amend'
}

function amendmentWith({ target, body, span }: Amend, added: ReadonlyMap<string, string>): string {
  const head = spanText(target.span)
  const isLine = !/[\r\n]/.test(spanText(span))
  const said = body.items.flatMap((one) => (one.kind === 'attribute' && one.value ? [one] : []))
  if (!isLine || said.length < body.items.length) {
    return `${[...added.values()].join(', ')} in the amendment of ${head}`
  }
  const items = new Map(said.map(({ name, span }) => [name.text, unaligned(spanText(span))]))
  for (const [key, item] of added) items.set(key, item)
  return `${head} { ${[...items.values()].join(', ')} }`
}

/** What gives it so many copies: `replicas`, or the lower end of an `autoscale` that it has in its place. */
export function copiesAtLeast(
  { attributes }: Component,
  copies: number,
): { readonly [attribute: string]: string } {
  const range = attributes.get('autoscale')?.value
  if (attributes.has('replicas') || range?.kind !== 'range') return { replicas: String(copies) }
  return { autoscale: `${copies}..${Math.max(copies, range.high)}` }
}

/**
 * Two copies, of which one takes over from the other; three where a majority has to be left. Of a scheduler one at a
 * time starts what is due, or all of it would be done twice.
 */
export function secondCopy(component: Component): { readonly [attribute: string]: string } {
  const failover = wordIn(component.attributes, 'failover') ?? 'auto'
  const copies = copiesAtLeast(component, asksMajority(component) ? 3 : 2)
  return {
    ...copies,
    ...(failover === 'auto' ? {} : { failover: 'auto' }),
    ...(startsTwice(component) ? { singleton: 'yes' } : {}),
  }
}

function startsTwice({ builtin, attributes }: Component): boolean {
  if (builtin !== 'scheduler') return false
  return (
    componentIn(attributes, 'singleton') === undefined && wordIn(attributes, 'singleton') !== 'yes'
  )
}

function asksMajority({ attributes }: Component): boolean {
  return ['replication', 'needs'].some((name) => wordIn(attributes, name) === 'quorum')
}

/** Whether it stands in the declaration, and the model understood all of it. */
function isOwn({ name, value, at }: Attribute, declaration: Span): boolean {
  if (at.source !== declaration.source) return false
  if (at.start < declaration.start || at.end > declaration.end) return false
  const text = spanText(at)
  if (!text.startsWith(name)) return false
  const list = /\[([^\]]*)\]\s*$/.exec(withoutTexts(text))?.[1]
  if (value.kind !== 'list' || list === undefined) return true
  return list.split(',').filter((one) => one.trim() !== '').length === value.values.length
}

function withoutTexts(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '""')
}

function quoted(label: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t' }
  return `"${label.replace(/[\\"]/g, '\\$&').replace(/[\n\t]/g, (one) => escapes[one]!)}"`
}

/** One space for each run of them outside quotes: columns mean nothing away from their neighbours. */
function unaligned(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")| {2,}/g, (_, whole?: string) => whole ?? ' ')
}
