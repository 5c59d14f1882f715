// Selectors: a word is a kind where there is one of that name, else a component; a string is a flow.

import type { Name, Text, Value, Selector as Written } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { sortsOfData } from '#src/kinds/attributes.ts'
import { kindNames } from '#src/kinds/kinds.ts'
import { wordsIn } from './attributes.ts'
import { kindIn } from './declarations.ts'
import type { Component, Flow, Selector } from './model.ts'
import type { Resolver } from './resolve.ts'
import type { Scope } from './scope.ts'
import { unknownFlow, unknownSelector, unknownTag } from './statement-messages.ts'

export interface SelectorReader {
  /** Undefined where it selects nothing known; that is reported. */
  selector(scope: Scope, written: Written): Selector | undefined
  /** Selectors in a view's list. */
  list(scope: Scope, value: Value | undefined): readonly Selector[]
}

export function selectorReader(
  components: readonly Component[],
  flows: readonly Flow[],
  resolver: Resolver,
  report: (diagnostic: Diagnostic) => void,
): SelectorReader {
  let known: ReadonlySet<string> | undefined
  const tags = () => {
    known ??= tagsOf(components)
    return known
  }

  const byName = (scope: Scope, name: Name): Selector | undefined => {
    const kind = kindIn(scope, name.text)
    if (kind) return { kind: 'kind', name: kind.name }
    const component = resolver.find(scope, name, () =>
      unknownSelector(name, resolver.meant(scope, name, kindNames)),
    )
    return component === undefined ? undefined : { kind: 'component', component }
  }

  const byFlow = (scope: Scope, text: Text): Selector | undefined => {
    const name = scope.instance.prefix + text.text
    const flow =
      flows.find((one) => one.name === name) ?? flows.find((one) => one.name === text.text)
    if (flow) return { kind: 'flow', flow: flow.id }
    report(
      unknownFlow(
        text.span,
        text.text,
        flows.map((one) => one.name),
      ),
    )
    return undefined
  }

  const selector = (scope: Scope, written: Written): Selector | undefined => {
    switch (written.kind) {
      case 'name':
        return byName(scope, written.name)
      case 'flow':
        return byFlow(scope, written.flow)
      case 'tag':
        if (!tags().has(written.tag)) report(unknownTag(written.span, written.tag, tags()))
        return { kind: 'tag', tag: written.tag }
      case 'everything':
        return { kind: 'everything' }
    }
  }

  return {
    selector,
    list(scope, value) {
      const values = value?.kind === 'list' ? value.values : value ? [value] : []
      return values.flatMap((one) => {
        const written = asSelector(one)
        const read = written && selector(scope, written)
        return read ? [read] : []
      })
    },
  }
}

/** Every tag there is, and the sorts of data, which a shared policy may name before anything holds them. */
function tagsOf(components: readonly Component[]): ReadonlySet<string> {
  const tags = new Set<string>(sortsOfData)
  for (const { attributes } of components)
    for (const tag of wordsIn(attributes, 'tags')) tags.add(tag)
  return tags
}

function asSelector(value: Value): Written | undefined {
  const { span } = value
  switch (value.kind) {
    case 'word':
      return { kind: 'name', name: { text: value.text, span }, span }
    case 'string':
      return { kind: 'flow', flow: { text: value.text, span }, span }
    case 'tag':
      return { kind: 'tag', tag: value.tag, span }
    case 'everything':
      return { kind: 'everything', span }
    case 'quantity':
    case 'range':
    case 'date':
    case 'list':
    case 'map':
      return undefined
  }
}
