// Policies, scenarios, views and ignores: statements that judge or show the system and do not change it.

import type {
  Body,
  ScenarioDeclaration,
  Value as Written,
  Ignore as WrittenIgnore,
  Policy as WrittenPolicy,
  View as WrittenView,
} from '#grammar/ast.ts'
import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import { ignoreAttributes, scenarioAttributes, viewAttributes } from '#src/kinds/attributes.ts'
import type { AttributeReader } from './attribute-sets.ts'
import { numberIn, wordIn } from './attributes.ts'
import { canBeLost } from './can-be-lost.ts'
import type { Draft, Placed } from './declarations.ts'
import type { Component, Failure, Ignore, Policy, Scenario, Value, View } from './model.ts'
import { duplicateTitled } from './name-messages.ts'
import { misplaced } from './place-messages.ts'
import type { RequirementReader } from './requirements.ts'
import type { Resolver } from './resolve.ts'
import type { Scope } from './scope.ts'
import type { SelectorReader } from './selectors.ts'
import { emptyText, unknownCopy } from './statement-messages.ts'

export interface Readers {
  readonly drafts: readonly Draft[]
  readonly components: readonly Component[]
  readonly resolver: Resolver
  readonly attributes: AttributeReader
  readonly selectors: SelectorReader
  readonly requirements: RequirementReader
  /** Whether an error has been told of something inside. */
  readonly isFaulty: (span: Span) => boolean
  readonly report: (diagnostic: Diagnostic) => void
}

export function linkPolicies(
  statements: readonly Placed<WrittenPolicy>[],
  readers: Readers,
): readonly Policy[] {
  return statements.flatMap(({ statement, scope }) => {
    const from = statement.from && readers.selectors.selector(scope, statement.from)
    const to = statement.to && readers.selectors.selector(scope, statement.to)
    if (!from || !to || !statement.arrow || !statement.reason) return []
    const { policy, path, span, reason } = statement
    if (reason.text.trim() === '') {
      readers.report(emptyText(reason.span, 'the reason', `${policy} … "why it is so"`))
    }
    return [
      {
        policy,
        path,
        from,
        arrow: statement.arrow.arrow,
        to,
        reason: statement.reason.text,
        within: scope.instance.scope.container,
        at: span,
      },
    ]
  })
}

export function linkScenarios(
  statements: readonly Placed<ScenarioDeclaration>[],
  readers: Readers,
): readonly Scenario[] {
  const byName = new Map<string, Span>()
  return statements.flatMap((placed) => {
    const scenario = linkScenario(placed, readers)
    if (!scenario) return []
    const earlier = byName.get(scenario.name)
    if (earlier) readers.report(duplicateTitled('scenario', scenario.name, scenario.at, earlier))
    byName.set(scenario.name, scenario.at)
    return [scenario]
  })
}

function linkScenario(
  { statement, scope }: Placed<ScenarioDeclaration>,
  readers: Readers,
): Scenario | undefined {
  const { name, body } = statement
  if (!name || !body) return undefined
  if (name.text.trim() === '')
    readers.report(
      emptyText(name.span, 'the name of the scenario', 'scenario "Black Friday" { load: 2x }'),
    )
  const attributes = readers.attributes.ofBody(body, scenarioAttributes, scope, 'scenario')
  const amendments: Scenario['amendments'][number][] = []
  const requirements: Scenario['requirements'][number][] = []
  for (const item of body.items) {
    switch (item.kind) {
      case 'attribute':
        break
      case 'amend': {
        const component = readers.resolver.component(scope, item.target)
        if (component === undefined) break
        refuseItems(item.body, readers)
        const changed = readers.attributes.ofAmendment(item.body, readers.drafts[component]!, scope)
        amendments.push({ component, attributes: changed })
        break
      }
      case 'require': {
        const requirement = readers.requirements.read({ statement: item, scope })
        if (requirement) requirements.push(requirement)
        break
      }
      default:
        readers.report(misplaced(item, 'scenario'))
    }
  }
  const failing = attributes.get('fail')
  return {
    name: scope.instance.prefix + name.text,
    fail: failing
      ? failures(failing.value, textsIn(writtenValue(body, 'fail')), scope, readers).filter(
          ({ component }) => canBeLost(readers.components[component]!, failing.at, readers),
        )
      : [],
    load: numberIn(attributes, 'load') ?? 1,
    amendments,
    requirements,
    complete: !readers.isFaulty(statement.span),
    at: name.span,
  }
}

function refuseItems(body: Body, readers: Readers): void {
  for (const item of body.items) {
    if (item.kind !== 'attribute') readers.report(misplaced(item, 'scenario-amendment'))
  }
}

/** `places`: where the texts among the values stand, in their order. */
function failures(
  value: Value,
  places: readonly Span[],
  scope: Scope,
  readers: Readers,
): readonly Failure[] {
  let place = 0
  const values = value.kind === 'list' ? value.values : [value]
  return values.flatMap((one): readonly Failure[] => {
    if (one.kind === 'component') return [{ component: one.component }]
    if (one.kind !== 'text') return []
    const at = places[place++]!
    const [, text = '', number] = /^(.*?)(?:#(\d+))?$/su.exec(one.text) ?? []
    const component = readers.resolver.component(scope, { text, span: at })
    if (component === undefined) return []
    if (number === undefined) return [{ component }]
    const { copies } = readers.components[component]!
    const copy = Number(number)
    if (copy >= 1 && copy <= copies) return [{ component, copy }]
    readers.report(unknownCopy(at, one.text, copies))
    return []
  })
}

function textsIn(value: Written | undefined): readonly Span[] {
  const values = value?.kind === 'list' ? value.values : value ? [value] : []
  return values.flatMap((one) => (one.kind === 'string' || one.kind === 'tag' ? [one.span] : []))
}

export function linkViews(
  statements: readonly Placed<WrittenView>[],
  readers: Readers,
): readonly View[] {
  const byName = new Map<string, Span>()
  return statements.flatMap(({ statement, scope }) => {
    const { name, body, label } = statement
    if (!name || !body) return []
    for (const item of body.items)
      if (item.kind !== 'attribute') readers.report(misplaced(item, 'view'))
    const earlier = byName.get(name.text)
    if (earlier) readers.report(duplicateTitled('view', name.text, name.span, earlier))
    byName.set(name.text, name.span)
    const attributes = readers.attributes.ofBody(body, viewAttributes, scope, 'view')
    const list = (which: string) => readers.selectors.list(scope, writtenValue(body, which))
    const depth = numberIn(attributes, 'depth')
    const direction = directions.find((one) => one === wordIn(attributes, 'direction'))
    return [
      {
        name: name.text,
        ...(label ? { label: label.text } : {}),
        include: list('include'),
        exclude: list('exclude'),
        highlight: list('highlight'),
        ...(direction ? { direction } : {}),
        ...(depth === undefined ? {} : { depth }),
        at: name.span,
      },
    ]
  })
}

const directions = ['right', 'down', 'left', 'up'] as const

function writtenValue(body: Body, name: string) {
  const found = body.items.find((item) => item.kind === 'attribute' && item.name.text === name)
  return found?.kind === 'attribute' ? found.value : undefined
}

/** An ignore of which the rule or the reason is missing says nothing; that is reported with the text. */
export function linkIgnore(
  statement: WrittenIgnore,
  scope: Scope,
  target: Ignore['target'],
  readers: Readers,
): readonly Ignore[] {
  const { rule, reason, body, span } = statement
  for (const item of body?.items ?? []) {
    if (item.kind !== 'attribute') readers.report(misplaced(item, 'ignore'))
  }
  const until = readers.attributes.ofBody(body, ignoreAttributes, scope, 'ignore').get('until')
  if (!rule || !reason) return []
  if (reason.text.trim() === '') {
    readers.report(
      emptyText(reason.span, 'the reason', `ignore ${rule.text} "why it is fine here"`),
    )
  }
  const date = until?.value.kind === 'date' ? until.value.date : undefined
  return [
    {
      rule: rule.text,
      reason: reason.text,
      ...(date === undefined ? {} : { until: date }),
      target,
      at: span,
    },
  ]
}
