// What `ignore` in the text takes out of the findings, and what is said about the ignores themselves. An
// ignore covers findings about its component (a container: all inside), its edges or its flow; at the top of
// an imported file those placed in that file, at the top of the root file all of the model. A finding about several things that can be told without some of them is narrowed instead.

import type { Diagnostic } from '#grammar/diagnostic.ts'
import type { Ignore, Model } from '#src/model/model.ts'
import type { Folding } from './fold.ts'
import { diagnostic, type Found, flowsIn, found, severer } from './found.ts'
import { ignoreExpired, ignoreRefused, ignoreWithoutEffect, unknownRule } from './ignores.ts'
import type { Rest, Rule } from './rule.ts'

export interface Suppressing {
  /** Every rule there is, switched on or not. */
  readonly rules: readonly Rule[]
  /** Ids of the rules that ran. */
  readonly ran: ReadonlySet<string>
  /** ISO date that `until` is held against. */
  readonly today: string
  readonly fragment: boolean
}

export function suppress(
  model: Model,
  { kept, folded }: Folding,
  context: Suppressing,
): readonly Diagnostic[] {
  if (model.ignores.length === 0) return kept.map((one) => diagnostic(one))
  const known = new Map(context.rules.map((rule) => [rule.id, rule]))
  const covers = model.ignores
    .filter((ignore) => isInForce(ignore, known, context.today))
    .map((ignore) => coverOf(model, ignore))
  const byRule = Map.groupBy(covers, ({ ignore }) => ignore.rule)
  const used = new Set<Ignore>()
  const told = kept.flatMap((one) => heed(one, byRule.get(one.by.rule.id) ?? [], used))

  const idle = covers.filter(
    ({ ignore }) =>
      !used.has(ignore) &&
      context.ran.has(ignore.rule) &&
      !context.fragment &&
      ignore.at.source === model.source,
  )
  return [
    ...told,
    ...model.ignores.flatMap((ignore) => problemsOf(ignore, known, context.today)),
    ...idle.map((cover) => ignoreWithoutEffect(cover.ignore, tellerOf(cover, folded))),
  ]
}

function isInForce(ignore: Ignore, known: ReadonlyMap<string, Rule>, today: string): boolean {
  const rule = known.get(ignore.rule)
  return rule !== undefined && rule.ignorable !== false && !isExpired(ignore, today)
}

/** The day in `until` is the last on which it holds. */
function isExpired(ignore: Ignore, today: string): boolean {
  return ignore.until !== undefined && ignore.until < today
}

function problemsOf(
  ignore: Ignore,
  known: ReadonlyMap<string, Rule>,
  today: string,
): readonly Diagnostic[] {
  const rule = known.get(ignore.rule)
  if (!rule) return [unknownRule(ignore, [...known.keys()])]
  if (rule.ignorable === false) return [ignoreRefused(ignore)]
  return isExpired(ignore, today) ? [ignoreExpired(ignore)] : []
}

interface Cover {
  readonly ignore: Ignore
  /** Full names of the components that it covers. */
  readonly components: ReadonlySet<string>
  readonly edges: ReadonlySet<number>
  readonly flow: string | undefined
}

function coverOf(model: Model, ignore: Ignore): Cover {
  const { target } = ignore
  return {
    ignore,
    components: target.kind === 'component' ? inside(model, target.component) : new Set(),
    edges: new Set(target.kind === 'edges' ? target.edges : []),
    flow: target.kind === 'flow' ? model.flows[target.flow]?.name : undefined,
  }
}

function inside(model: Model, component: number): ReadonlySet<string> {
  const names = new Set<string>()
  const open = [component]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    names.add(model.components[at]!.name)
    open.push(...model.components[at]!.children)
  }
  return names
}

/** The finding as it is told: whole, suppressed, or narrowed with what was taken out of it suppressed. */
function heed(one: Found, covers: readonly Cover[], used: Set<Ignore>): readonly Diagnostic[] {
  const touching = covers.filter((cover) => touches(cover, one))
  if (touching.length === 0) return [diagnostic(one)]
  const whole = touching.find((cover) => coversAll(cover, one))
  const rest = remaining(one, touching)
  if (!whole && rest && !one.finding.narrow) return [diagnostic(one)]
  for (const { ignore } of touching) used.add(ignore)
  if (whole || !rest || !one.finding.narrow) {
    return [diagnostic(one, (whole ?? touching[0]!).ignore.reason)]
  }
  return [
    diagnostic(narrowed(one, rest)),
    ...touching.map((cover) => diagnostic(narrowed(one, taken(one, cover)), cover.ignore.reason)),
  ]
}

function touches({ ignore, components, edges, flow }: Cover, { finding }: Found): boolean {
  if (ignore.target.kind === 'model') return true
  if (ignore.target.kind === 'file') return finding.at.source === ignore.target.source
  if (flow !== undefined) return flowsIn(finding).includes(flow)
  if ((finding.edges ?? []).some((edge) => edges.has(edge))) return true
  return !finding.about && finding.subjects.some((subject) => components.has(subject))
}

/** A model, a file, an edge, and a component of a finding that cannot be narrowed take the whole finding. */
function coversAll({ ignore }: Cover, { finding }: Found): boolean {
  const { kind } = ignore.target
  if (kind === 'component') return !finding.narrow
  return kind !== 'flow'
}

/** What is left to say; undefined where no subject, or no flow of those it had, is left. */
function remaining(one: Found, covers: readonly Cover[]): Rest | undefined {
  const flows = flowsIn(one.finding)
  const rest = {
    subjects: one.finding.subjects.filter((name) => !covers.some((c) => c.components.has(name))),
    flows: flows.filter((name) => !covers.some((c) => c.flow === name)),
  }
  const isEmpty = rest.subjects.length === 0 || (flows.length > 0 && rest.flows.length === 0)
  return isEmpty ? undefined : rest
}

function taken(one: Found, cover: Cover): Rest {
  const { subjects } = one.finding
  if (cover.flow !== undefined) return { subjects, flows: [cover.flow] }
  return {
    subjects: subjects.filter((name) => cover.components.has(name)),
    flows: flowsIn(one.finding),
  }
}

/** What it folded keeps its severity up, whatever is left of it. */
function narrowed(one: Found, rest: Rest): Found {
  const { narrow } = one.finding
  if (!narrow) return one
  const less = found(one.by, narrow(rest))
  return one.folded ? { ...less, severity: severer(less.severity, one.folded) } : less
}

/** The rule that tells the ignored finding now, where it was folded. */
function tellerOf(cover: Cover, folded: Folding['folded']): string | undefined {
  return folded.find(
    ({ found: one }) => one.by.rule.id === cover.ignore.rule && touches(cover, one),
  )?.into.by.rule.id
}
