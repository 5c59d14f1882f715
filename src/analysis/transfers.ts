// What a component passes on of what arrives at it, along the edges of one flow: each request is repeated by `calls`,
// or by `reads` and `writes`, and caches keep the reads that they can answer. How often a call is tried again matters
// only where it fails. A transfer goes from one component to one other.

import { isWritten, numberIn, wordIn } from '#src/model/attributes.ts'
import type { Attributes, Component } from '#src/model/model.ts'
import { isBroker, isStore } from '#src/model/roles.ts'
import type { RunEdge } from './calls.ts'
import { heldPart } from './copies.ts'
import type { Choice } from './divided.ts'
import { type Landing, landingsOf } from './landings.ts'
import type { Layer, TransferGround } from './layer.ts'
import type { Guess } from './load-facts.ts'
import type { Serves } from './standing.ts'
import { useOf } from './use.ts'
import { carries, waysFrom, withoutParts } from './ways.ts'

/** Of what arrives at one component, what goes on to another. */
export interface Transfer {
  readonly edge: RunEdge
  readonly from: number
  readonly to: number
  /** Reads and writes there for each read, and for each write, here; what is no store has requests for reads. */
  readonly perRead: Amount
  readonly perWrite: Amount
  /** False where the caller does not wait: then the mean goes on and no peak. */
  readonly waits: boolean
  /** Where it goes to one of several. */
  readonly choice: Choice | undefined
  /** Why it may be less: nobody counts the calls, or a cache may answer more than is said. */
  readonly guesses: readonly Guess[]
  /** True where a store is asked, and nothing says whether it is read or written. */
  readonly countsAsReads: boolean
}

export interface Amount {
  readonly reads: number
  readonly writes: number
}

/** Tries beyond the first where retries have no limit: any number stands for many. */
const unlimitedRetries = 10

export function transfersFrom(
  ground: TransferGround,
  layer: Layer,
  from: number,
): readonly Transfer[] {
  const source = ground.reliability.system.model.components[from]!
  if (source.builtin === 'monitor') return []
  const serves = ground.standing.on(layer.flow)
  const out = withoutParts(
    ground,
    layer.out(from).filter((edge) => carries(ground, edge)),
  )
  return waysFrom(ground, layer, source, out, serves).flatMap((way) =>
    landingsOf(ground, out, way, serves).flatMap(([edge, landing]) =>
      transfer(ground, layer, out, edge, landing, serves),
    ),
  )
}

function transfer(
  ground: TransferGround,
  layer: Layer,
  siblings: readonly RunEdge[],
  edge: RunEdge,
  landing: Landing,
  serves: Serves,
): readonly Transfer[] {
  const { standing, reliability } = ground
  const { components } = reliability.system.model
  const target = components[landing.to]!
  const source = components[edge.from]!
  if (target.builtin === 'client' || target.builtin === 'monitor' || !standing.isUp(target.id))
    return []
  // What a worker takes from a broker inside a container is handed to it, and is no call of its own.
  const polls = source.builtin === 'worker' || source.builtin === 'function'
  if (polls && edge.arrow === '->' && isBroker(target)) return []
  if (ground.guesses === 'left out' && !layer.isCounted(edge)) return []
  const { attributes } = edge
  const use = useOf(attributes) === 'reads' ? 'reads' : 'writes'
  const waits = edge.arrow === '->' && !isBroker(source)
  const tries = waits && !serves(target.id, use) ? triesOf(attributes) : 1
  const isSplit = attributes.has('reads') || attributes.has('writes')
  const asked = isSplit
    ? { reads: numberIn(attributes, 'reads') ?? 0, writes: numberIn(attributes, 'writes') ?? 0 }
    : { reads: numberIn(attributes, 'calls') ?? 1, writes: 0 }
  const keepsApart = isStore(target) || target.builtin === 'cdn'
  const beside = keepsApart ? missedBeside(ground, edge, target.id, siblings) : whole
  const inline = isThinning(source) ? missedBy(ground, source) : whole
  const reads = asked.reads * tries * landing.reads * beside.part
  const writes = asked.writes * tries * landing.writes
  const per = isThinning(source)
    ? thinned(reads, writes, inline.part, isSplit, ground.isWrittenTo(source.id))
    : { perRead: { reads, writes }, perWrite: { reads, writes } }
  const { perRead, perWrite } = keepsApart ? per : together(per)
  const isStandby = landing.choice?.takesOver && landing.reads + landing.writes === 0
  if (!isStandby && amountOf(perRead) + amountOf(perWrite) === 0) return []
  const guesses: readonly Guess[] = [
    ...(layer.isCounted(edge) ? [] : [{ kind: 'calls' as const, edge: edge.edge.id }]),
    ...(asked.reads > 0 ? [...inline.unsaid, ...beside.unsaid] : []).map((cache) => ({
      kind: 'hit' as const,
      cache,
    })),
  ]
  return [
    {
      edge,
      from: source.id,
      to: target.id,
      perRead,
      perWrite,
      waits,
      choice: landing.choice,
      guesses,
      countsAsReads: isStore(target) && !isSplit,
    },
  ]
}

/** Reads and writes together. */
export function amountOf({ reads, writes }: Amount): number {
  return reads + writes
}

interface Per {
  readonly perRead: Amount
  readonly perWrite: Amount
}

/**
 * Behind a cache reads are what it cannot answer, and writes go through. What nobody says to be writes is reads, and
 * a cache that nothing writes to may still write for them.
 */
function thinned(
  reads: number,
  writes: number,
  missed: number,
  isSplit: boolean,
  isWrittenTo: boolean,
): Per {
  if (!isSplit)
    return { perRead: { reads: reads * missed, writes: 0 }, perWrite: { reads: 0, writes: reads } }
  if (!isWrittenTo)
    return { perRead: { reads: reads * missed, writes }, perWrite: { reads: 0, writes } }
  return { perRead: { reads: reads * missed, writes: 0 }, perWrite: { reads: 0, writes } }
}

/** What is no store gets requests. */
function together({ perRead, perWrite }: Per): Per {
  return {
    perRead: { reads: perRead.reads + perRead.writes, writes: 0 },
    perWrite: { reads: perWrite.reads + perWrite.writes, writes: 0 },
  }
}

/** The part that a cache lets through, and caches of which nobody says it. */
interface Missed {
  readonly part: number
  readonly unsaid: readonly number[]
}

const whole: Missed = { part: 1, unsaid: [] }

function isThinning({ builtin }: Component): boolean {
  return builtin === 'cache' || builtin === 'cdn'
}

/** What it holds it answers from itself, whatever is lost behind it. */
function missedBy({ standing, guesses }: TransferGround, cache: Component): Missed {
  const isSaid = isWritten(cache.attributes, 'hit')
  const isLeftOut = !isSaid && guesses === 'left out'
  // At most everything.
  const hit = isLeftOut ? 1 : (numberIn(cache.attributes, 'hit') ?? 0)
  const held = standing.isUp(cache.id) ? hit * heldPart(cache, standing.copies(cache.id)) : 0
  return { part: 1 - held, unsaid: isSaid || isLeftOut ? [] : [cache.id] }
}

/** What caches that the caller reads beside the store leave to it. */
function missedBeside(
  ground: TransferGround,
  edge: RunEdge,
  store: number,
  siblings: readonly RunEdge[],
): Missed {
  if (edge.arrow !== '->') return whole
  const { reliability } = ground
  const { components } = reliability.system.model
  const caches = new Set<number>()
  for (const { arrow, from, to, attributes } of siblings) {
    if (arrow !== '->' || to === store || components[to]!.builtin !== 'cache') continue
    if (useOf(attributes) === 'writes') continue
    const shielded = reliability.freedom.shields(from, to)
    const members = reliability.sets.of(shielded)?.members ?? [shielded]
    if (members.includes(store)) caches.add(to)
  }
  const missed = [...caches].map((id) => missedBy(ground, components[id]!))
  return {
    part: missed.reduce((product, { part }) => product * part, 1),
    unsaid: missed.flatMap(({ unsaid }) => unsaid),
  }
}

function triesOf(attributes: Attributes): number {
  if (wordIn(attributes, 'breaker') === 'yes') return 1
  if (wordIn(attributes, 'retries') === 'unlimited') return 1 + unlimitedRetries
  return 1 + (numberIn(attributes, 'retries') ?? 0)
}
