// The contract of a rule, and the only module that a rule imports. A rule reads a model and its facts
// and yields findings; it never sorts, reads configuration, or sees other rules or files. Severity,
// folding (`yieldsTo`), suppression and order are stages after it, which act on the data declared here.

import type { Edit, Fix, Json, Related, Severity } from '#grammar/diagnostic.ts'
import type { Span } from '#grammar/source.ts'
import type { Facts } from '#src/analysis/facts.ts'
import type { Model } from '#src/model/model.ts'

export type { Blast } from '#src/analysis/availability-facts.ts'
export type {
  Branch,
  Call,
  Circle,
  Facts,
  RegionOutage,
  Repetition,
  SharedFate,
  SingleEntry,
  SinglePoint,
  Spread,
  Unit,
  ZoneOutage,
} from '#src/analysis/facts.ts'
export { chanceOfSlow } from '#src/analysis/fan-outs.ts'
export type {
  Budget,
  FanOut,
  FlowLatency,
  LatencyTarget,
  LatencyTerm,
  RetryHop,
  RetryPath,
  ShortTimeout,
} from '#src/analysis/latency-facts.ts'
export type {
  AmplifyingCycle,
  CacheLoss,
  FailoverOverload,
  SlowConsumers,
  Utilization,
  ZoneOverload,
} from '#src/analysis/load-facts.ts'
export type {
  Answer,
  Asked,
  Case,
  Played,
  Remedy,
  Subject,
} from '#src/analysis/requirements/answers.ts'
export { asksTheSame } from '#src/analysis/requirements/asked.ts'
export { failedCases } from '#src/analysis/requirements/judge.ts'
export { caseText, targetText } from '#src/analysis/requirements/words.ts'
export { componentIn, isWritten, numberIn, wordIn, wordsIn } from '#src/model/attributes.ts'
export type {
  Attributes,
  Component,
  Edge,
  Flow,
  Group,
  Model,
  Policy,
  Value,
} from '#src/model/model.ts'
export { isBroker, isContainer, isStore } from '#src/model/roles.ts'
export {
  durationToWrite,
  showApart,
  showAvailability,
  showDowntime,
  showDuration,
  showNumber,
  showPercent as percent,
  showRate,
  showSize,
  writeDuration,
} from '#src/model/show-quantity.ts'
export { componentsMissing, edgesMissing, hasNone, saysNone } from './absence.ts'
export { takenApart, takenByFlows, type Unalike, unalike } from './apart.ts'
export { counterpart, hopsOf, targetsText } from './elsewhere.ts'
export { together, withAttributes } from './fixes.ts'
export {
  arithmetic,
  assumptionsOf,
  basisOf,
  busy,
  flowsOfLoad,
  isTooFull,
  sources,
} from './loads.ts'
export { enoughLine, moreCapacity, moreShards } from './more-capacity.ts'
export { overRegions } from './over-regions.ts'
export {
  type FoundPartner,
  freeName,
  nearestOf,
  type Partner,
  type Partners,
  partnersIn,
  someBroker,
  someClient,
  someOrigin,
  someWork,
  someWorker,
} from './partners.ts'
export { copiesAtLeast, declarationWith, secondCopy } from './paste.ts'
export { componentsNamedIn, isCritical, isDeclared, isNamedInFlow, nearest } from './questions.ts'
export {
  brokenBy,
  caseLines,
  computed,
  explainedBy,
  explainedByBudgets,
  heldAllTheSame,
  isLimited,
  isRequired,
  mostBusy,
  outcomeOf,
  overloadedCauses,
  remedyLine,
  servedAndFull,
} from './requirement-lines.ts'
export { type Crowding, crowded, hasSpareCopies, smallestShard } from './shards.ts'
export {
  type Spreading,
  spareOf,
  spreadingOf,
  spreadLine,
  spreadOut,
  zonesFor,
} from './spreading.ts'
export { asksForWhole, whatUsersNeed } from './whole-targets.ts'
export { without } from './without.ts'
export { counted, flowNames, listed, named } from './words.ts'
export type { Edit, Fix, Json, Related, Severity, Span }

/** A preset holds the rules that name it; `all` holds every rule. */
export type Preset = 'recommended' | 'strict' | 'all'

export interface OptionDeclaration {
  readonly default: number
  readonly minimum: number
  readonly description: string
}

export type OptionDeclarations = { readonly [name: string]: OptionDeclaration }

export type OptionValues<Options> = { readonly [Name in keyof Options]: number }

export interface Context<Options> {
  readonly model: Model
  readonly facts: Facts
  readonly options: OptionValues<Options>
}

export interface Rule<Options extends OptionDeclarations = OptionDeclarations> {
  /** Kebab-case, named for the problem, unique for ever; also the name of its three files. */
  readonly id: string
  /** The folder under `rules/`. */
  readonly category: string
  readonly severity: Severity
  /** What a finding with `raised: true` gets instead. */
  readonly raised?: Severity
  /** What a finding with `lowered: true` gets instead. */
  readonly lowered?: Severity
  readonly presets: readonly Exclude<Preset, 'all'>[]
  /** The version that brought it. */
  readonly since: string
  /** One sentence without a final stop, for lists. */
  readonly summary: string
  readonly options: Options
  /** More specific rules: a finding folds into one of theirs that holds all its subjects. */
  readonly yieldsTo: readonly string[]
  /** False where an `ignore` in the text does not silence it; true where unwritten. */
  readonly ignorable?: boolean
  /** What its fixes are, where it has some: `safe` ones keep what the design says. */
  readonly fixes?: 'safe' | 'unsafe'
  /**
   * True where it makes sense for a whole system alone: silent in a file that another imports, for what an
   * import brought, and where errors left something out.
   */
  readonly wholeSystem?: boolean
  check(context: Context<Options>): Iterable<Finding>
}

export interface Finding {
  /** What, with names and numbers: lower case, no final stop. */
  readonly message: string
  readonly at: Span
  /** Full names of what it is about. */
  readonly subjects: readonly string[]
  /** What the subjects are where they are no components: folding takes no such name for a component's. */
  readonly about?: About
  /** Ids of the edges that it is about; an `ignore` in one of them covers it. */
  readonly edges?: readonly number[]
  readonly related?: readonly Related[]
  /** Why. */
  readonly notes?: readonly string[]
  /** What to write instead. */
  readonly help?: string | undefined
  /** Made by the functions of fixes.ts; undefined where nothing certain can be written. */
  readonly fix?: Fix | undefined
  /** Paths, cut sets, numbers; `flows` holds the names of the flows concerned, for an `ignore` in one of them. */
  readonly witness?: { readonly [key: string]: Json }
  /** What it comes from, where its subjects are not that: it folds where each is a subject of more specific findings. */
  readonly causes?: readonly string[]
  readonly raised?: boolean
  readonly lowered?: boolean
  /** As of a rule, where this finding alone makes sense for a whole system. */
  readonly wholeSystem?: boolean
  /** Names that identify it where its subjects may change while it stays the same finding. */
  readonly identity?: readonly string[]
  /** The same about fewer subjects and flows, where an `ignore` takes the others out of it. */
  readonly narrow?: (rest: Rest) => Finding
}

export type About = 'flow' | 'requirement' | 'scenario'

export interface Rest {
  readonly subjects: readonly string[]
  readonly flows: readonly string[]
}

/** Gives `check` the types of the rule's own options. */
export function defineRule<const Options extends OptionDeclarations>(
  rule: Rule<Options>,
): Rule<Options> {
  return rule
}
