// A random architecture in which some edges are said again: by themselves, by a container around one of their ends,
// and choices as a whole or in part. Undefined where the architecture without them is refused.

import type { Edge, Group, Model } from '#src/model/model.ts'
import { errorsOf, modelOf } from './model.ts'
import { type Random, seeded } from './random/random.ts'
import { randomArch } from './random-model.ts'

export function repeatedArch(seed: number): string | undefined {
  const text = randomArch(seed, { components: 4 + (seed % 6) })
  const { model, diagnostics } = modelOf(text)
  if (errorsOf(diagnostics).length > 0) return undefined
  const random = seeded(seed)
  const choices = model.groups.filter(({ needed }) => needed !== 'all')
  const lines = [
    ...random.some(model.edges, 4).map((edge) => repeatOf(random, model, edge)),
    ...random.some(choices, 2).map((group) => choiceAgain(random, model, group)),
    ...random.some(model.edges, 2).flatMap((edge) => newChoice(random, model, edge)),
  ]
  return `${text}${lines.join('\n')}\n`
}

function repeatOf(random: Random, { components }: Model, { from, to, arrow, label }: Edge): string {
  const end = (id: number): string => {
    const { name, parent } = components[id]!
    return parent >= 0 && random.chance(0.3) ? components[parent]!.name : name
  }
  const said = label !== undefined && random.chance(0.7) ? ` "${label}"` : ''
  return `${end(from)} ${arrow} ${end(to)}${said}`
}

function choiceAgain(random: Random, model: Model, { from, arrow, needed, edges }: Group): string {
  const targets = random.shuffled(edges).map((id) => {
    const { to, label } = model.edges[id]!
    return `${model.components[to]!.name}${label === undefined ? '' : ` "${label}"`}`
  })
  const some = random.chance(0.2) ? targets.slice(1) : targets
  const count = random.chance(0.8) || needed === 'all' ? needed : needed + 1
  const list = count === 1 ? some.join(' | ') : `${count} of (${some.join(', ')})`
  return `${model.components[from]!.name} ${arrow} ${list === '' ? targets.join(' | ') : list}`
}

/** Another target in the place of one, and then one of the two alone, or both again. */
function newChoice(random: Random, model: Model, { from, to, arrow }: Edge): readonly string[] {
  const { to: other } = random.pick(model.edges)
  if (other === to) return []
  const [source, one, two] = [from, to, other].map((id) => model.components[id]!.name)
  const again = random.pick([`${two}`, `${two} | ${one}`, `${one}, ${two}`])
  return [`${source} ${arrow} ${one} | ${two}`, `${source} ${arrow} ${again}`]
}
