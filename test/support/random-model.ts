// A random architecture as `.arch` text, with every feature that bears on serving: the same seed and
// size give the same text. Names are random and statements stand in a random order, so that nothing
// can lean on either. Most texts link; a few are refused, and the tests leave those out.

import { plantHops } from './random/edges.ts'
import { plantFlows } from './random/flows.ts'
import { equip, plantNodes } from './random/places.ts'
import { around, isContainer, type Node, type Plan, type PlannedHop } from './random/plan.ts'
import { type Random, seeded } from './random/random.ts'

export interface RandomSize {
  /** Components that are no clients, pools' members apart. */
  readonly components: number
}

/** `plantMore` writes more onto the plan, from a chance of its own: the rest of the text stays as it is. */
export function randomArch(
  seed: number,
  { components }: RandomSize,
  plantMore?: (random: Random, plan: Plan) => void,
): string {
  const random = seeded(seed)
  const plan: Plan = { nodes: [], hops: [], flows: [], statements: [] }
  plantNodes(random, plan, components)
  equip(random, plan)
  plantHops(random, plan)
  plantFlows(random, plan)
  plantPolicies(random, plan)
  plantMore?.(seeded(seed + 0x51_7e), plan)
  return print(random, plan)
}

function plantPolicies(random: Random, plan: Plan): void {
  if (!random.chance(0.25)) return
  const end = (): string =>
    random.pick([random.pick(plan.nodes).name, 'database', 'monitor', 'client', '*'])
  const policy = random.pick(['forbid', 'only', 'forbid path', 'only path'])
  plan.statements.push(`${policy} ${end()} -> ${end()} "no way around"`)
}

function print(random: Random, plan: Plan): string {
  const tops = plan.nodes.filter(({ parent }) => !parent)
  const flows = plan.flows.map(({ name, attributes, lines }) => {
    const edges = lines.map(({ from, arrow, aims }) =>
      printHop(random, { sources: [from], arrow, mode: 'all', aims }),
    )
    // The order of a flow's edges says where a circle starts: it stays.
    return `flow "${name}" {\n${indented([...edges, ...attributes])}\n}`
  })
  const statements = [
    ...tops.map((node) => printNode(random, node)),
    ...plan.hops.map((hop) => printHop(random, hop)),
    ...flows,
    ...plan.statements,
  ]
  return `${random.shuffled(statements).join('\n')}\n`
}

function printNode(random: Random, node: Node): string {
  const head = `${node.kind} ${node.name}`
  if (!isContainer(node))
    return node.attributes.length === 0 ? head : `${head} { ${node.attributes.join(', ')} }`
  if (node.children.length + node.attributes.length === 0) return head
  const inside = random.shuffled(node.children).map((child) => printNode(random, child))
  const body = [...node.attributes, ...inside]
  return `${head} {\n${indented(body)}\n}`
}

function printHop(random: Random, { sources, arrow, mode, aims }: PlannedHop): string {
  const from = sources.map((node) => reference(random, node)).join(', ')
  const targets = aims.map(({ node, label, attributes }) => {
    const body = attributes.length === 0 ? '' : ` { ${attributes.join(', ')} }`
    return `${reference(random, node)}${label === undefined ? '' : ` "${label}"`}${body}`
  })
  return `${from} ${arrow} ${printTargets(targets, mode)}`
}

function printTargets(targets: readonly string[], mode: PlannedHop['mode']): string {
  if (mode === 'all') return targets.join(', ')
  return mode === 'any' ? targets.join(' | ') : `${mode} of (${targets.join(', ')})`
}

function reference(random: Random, node: Node): string {
  if (random.chance(0.8)) return node.name
  return [node, ...around(node)]
    .map(({ name }) => name)
    .reverse()
    .join('.')
}

function indented(lines: readonly string[]): string {
  return lines
    .join('\n')
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
}
