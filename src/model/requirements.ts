// `require` → requirements. A name is one of the metrics that analyses compute, or an attribute, whose
// type then says what its target looks like.

import type { Comparison, Name, Quantity, Require, Value } from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import { type Span, spanText } from '#grammar/source.ts'
import { edgeAttributes } from '#src/kinds/attributes.ts'
import { kinds } from '#src/kinds/kinds.ts'
import {
  type AttributeTable,
  type AttributeType,
  amount,
  duration,
  example,
  rate,
  ratio,
  size,
} from '#src/kinds/types.ts'
import type { Placed } from './declarations.ts'
import type { Demand, Metric, Requirement, Survivable } from './model.ts'
import type { Resolver } from './resolve.ts'
import type { Scope } from './scope.ts'
import type { SelectorReader } from './selectors.ts'
import {
  requirementLacksTarget,
  unknownMetric,
  unknownSurvival,
  wrongCount,
} from './statement-messages.ts'
import { type Reading, readValue, type WordValue } from './values.ts'

const metrics: Readonly<Record<Metric, { type: AttributeType; at: Comparison }>> = {
  availability: { type: ratio, at: '>=' },
  latency: { type: duration, at: '<=' },
  throughput: { type: rate, at: '>=' },
  utilization: { type: ratio, at: '<=' },
  downtime: { type: duration, at: '<=' },
  freshness: { type: duration, at: '<=' },
  rpo: { type: duration, at: '<=' },
  rto: { type: duration, at: '<=' },
  storage: { type: size, at: '<=' },
  cost: { type: amount, at: '<=' },
}

const survivable: readonly Survivable[] = ['zone', 'region', 'copy', 'component']

/** Every attribute that any kind or edge has; where kinds differ, the first kind's type. */
const anyAttribute: AttributeTable = Object.assign(
  {},
  edgeAttributes,
  ...kinds.map((kind) => kind.attributes).reverse(),
)

export interface RequirementReader {
  read(placed: Placed<Require>): Requirement | undefined
}

export function requirementReader(
  selectors: SelectorReader,
  resolver: Resolver,
  report: (diagnostic: Diagnostic) => void,
): RequirementReader {
  const survive = ({ number, unit, span }: Quantity, what: Name): Demand | undefined => {
    if (unit !== '' || !Number.isInteger(number) || number < 1) {
      report(wrongCount(span))
      return undefined
    }
    const known = survivable.find(
      (one) =>
        one === what.text || `${one}s` === what.text || (one === 'copy' && what.text === 'copies'),
    )
    if (known) return { kind: 'survive', count: number, what: known }
    report(unknownSurvival(what))
    return undefined
  }

  const resolve = (reading: Reading, word: WordValue) => resolver.component(reading.scope, word)

  const targetOf = (
    scope: Scope,
    name: Name,
    type: AttributeType,
    comparison: Comparison,
    value: Value,
  ) =>
    readValue({
      attribute: { kind: 'attribute', name, value, span: name.span },
      type,
      home: scope,
      scope,
      context: { resolve, report: (told) => report(asRequired(told, comparison)) },
    })

  const metric = (
    scope: Scope,
    name: Name,
    comparison: Comparison | undefined,
    value: Value | undefined,
  ): Demand | undefined => {
    const known = Object.hasOwn(metrics, name.text) ? metrics[name.text as Metric] : undefined
    if (known) {
      if (!value || !comparison) {
        report(
          requirementLacksTarget(
            name,
            `require ${name.text} ${known.at} ${name.text === 'availability' ? '99.9%' : example(known.type)}`,
          ),
        )
        return undefined
      }
      const target = targetOf(scope, name, known.type, comparison, value)
      // `known` was found under this name, so it is a metric's.
      return target?.kind === 'number'
        ? { kind: 'metric', metric: name.text as Metric, comparison, target: target.value }
        : undefined
    }
    const type = Object.hasOwn(anyAttribute, name.text) ? anyAttribute[name.text] : undefined
    if (!type) {
      report(
        unknownMetric(name, [...Object.keys(metrics), 'survive', ...Object.keys(anyAttribute)]),
      )
      return undefined
    }
    if (!value || !comparison) return { kind: 'attribute', name: name.text }
    const target = targetOf(scope, name, type, comparison, value)
    return target && { kind: 'attribute', name: name.text, comparison, target }
  }

  return {
    read({ statement, scope }) {
      const { requirement } = statement
      if (!requirement) return undefined
      const demand =
        requirement.kind === 'survive'
          ? survive(requirement.count, requirement.what)
          : metric(scope, requirement.metric, requirement.comparison, requirement.value)
      const selected = statement.for && selectors.selector(scope, statement.for)
      const to = statement.to && selectors.selector(scope, statement.to)
      if (!demand || (statement.for && !selected) || (statement.to && !to)) return undefined
      return {
        text: spanText(statement.span)
          .replace(/^require\s+/, '')
          .replace(/\s+/g, ' '),
        demand,
        ...(selected ? { for: selected } : {}),
        ...(to ? { to } : {}),
        within: scope.instance.scope.container,
        ...(statement.reason ? { reason: statement.reason.text } : {}),
        at: behindWord(statement.span),
      }
    },
  }
}

/** What is required, without the word `require`. */
function behindWord(span: Span): Span {
  const [word = ''] = /^require\s+/.exec(spanText(span)) ?? []
  return { ...span, start: span.start + word.length }
}

/** A help that writes `latency: 200ms` says how to require it here. */
function asRequired(told: Diagnostic, comparison: Comparison): Diagnostic {
  const help = told.help?.replace(/`([^`:]+): ([^`]+)`/, `\`require $1 ${comparison} $2\``)
  return help === undefined ? told : { ...told, help }
}
