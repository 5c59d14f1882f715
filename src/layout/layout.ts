// Scene to Drawing. The placing itself is ELK's and runs where the caller says (in a worker thread, with
// a budget of time, because it cannot be interrupted); what does not come back in time is tried again
// more simply, and at last laid out as a flat grid. The notes say when that happened.

import type { Scene } from '#src/view/scene.ts'
import { contentOf } from './boxes.ts'
import type { Drawing } from './drawing.ts'
import { elkGraph, type Profile, type Sized } from './elk-graph.ts'
import type { ElkGraph } from './elk-types.ts'
import { backEdges } from './forward.ts'
import { frame } from './frame.ts'
import { gridPlaces } from './grid.ts'
import { shortenText } from './measure.ts'
import { plateAt } from './pieces.ts'
import { type Places, readPlaces } from './places.ts'

export interface LayoutOptions {
  /** Wall-clock milliseconds for each attempt; unwritten, the first has 20,000 and the next 8,000. */
  readonly budgetMs?: number
}

export interface LaidOut {
  readonly drawing: Drawing
  /** What the person should know: that a simpler layout was used, and why. */
  readonly notes: readonly string[]
}

/** Lays out a graph; `timeout` past the budget, `failed` where ELK gave up. */
export type RunLayout = (
  graph: ElkGraph,
  budgetMs: number,
) => Promise<ElkGraph | 'timeout' | 'failed'>

/** Generous, because bytes that depend on how busy the machine is are worse than a wait. */
const firstBudgetMs = 20_000
const nextBudgetMs = 8000

const edgeLabelSize = 12
const edgeLabelHeight = 18
const edgeLabelWidth = 300

export async function layoutScene(
  scene: Scene,
  runLayout: RunLayout,
  options: LayoutOptions = {},
): Promise<LaidOut> {
  const sized = measured(scene)
  if (scene.nodes.length === 0) return { drawing: frame(sized, gridPlaces(sized)), notes: [] }
  const notes: string[] = []
  for (const profile of ['careful', 'plain'] as const) {
    const usual = profile === 'careful' ? firstBudgetMs : nextBudgetMs
    const places = await attempt(sized, profile, runLayout, options.budgetMs ?? usual)
    if (typeof places === 'object') return { drawing: frame(sized, places), notes }
    notes.push(fallbackNote(profile, places))
  }
  return { drawing: frame(sized, gridPlaces(sized)), notes }
}

async function attempt(
  sized: Sized,
  profile: Profile,
  runLayout: RunLayout,
  budgetMs: number,
): Promise<Places | 'timeout' | 'failed'> {
  const graph = await runLayout(elkGraph(sized, profile), budgetMs)
  return typeof graph === 'string' ? graph : readPlaces(sized, graph)
}

function fallbackNote(profile: Profile, reason: 'timeout' | 'failed'): string {
  const cause =
    reason === 'timeout'
      ? 'took too long (the picture may differ from one drawn at leisure)'
      : 'failed'
  switch (profile) {
    case 'careful':
      return `the layout that keeps the written order ${cause}; a simpler one was tried`
    case 'plain':
      return `the simpler layout ${cause} too; the picture is a grid`
  }
}

function measured(scene: Scene): Sized {
  return {
    scene,
    back: backEdges(scene),
    contents: scene.nodes.map((node) => contentOf(node, scene.direction)),
    plates: scene.edges.map(({ label, choice }) => {
      const words = [choice, label].filter((part) => part !== undefined).join(' · ')
      if (words === '') return undefined
      const short = shortenText(words, edgeLabelWidth, edgeLabelSize, 'regular')
      return plateAt(short, { x: 0, y: 0 }, edgeLabelSize, edgeLabelHeight)
    }),
  }
}
