// Where a name is looked up, against a naive look-up that filters all full names anew for each container on
// the way out, over random trees of containers in which few names come often.

import { expect, it } from 'vitest'
import { modelOf } from './support/model.ts'
import { type Random, seeded } from './support/random/random.ts'

interface Tree {
  readonly name: string
  readonly children: readonly Tree[]
}

const words = ['p', 'q', 'r', 's']

/** A tree of groups four deep at most; leaves are services, and no two children share a name. */
function randomTree(random: Random, depth: number): readonly Tree[] {
  return words.flatMap((name) => {
    if (random.chance(0.5)) return []
    const children = depth === 0 || random.chance(0.4) ? [] : randomTree(random, depth - 1)
    return [{ name, children }]
  })
}

function text(trees: readonly Tree[], at: string, target: string, path = ''): string {
  const items = trees.map(({ name, children }) => {
    const inner = path === '' ? name : `${path}.${name}`
    if (children.length === 0) return `service ${name}`
    return `group ${name} {\n${text(children, at, target, inner)}\n}`
  })
  if (path === at) items.push(`service from\nfrom -> ${target}`)
  return items.join('\n')
}

/** All full names; the naive look-up filters them anew for each container on the way out. */
function fullNames(trees: readonly Tree[], path = ''): readonly string[] {
  return trees.flatMap(({ name, children }) => {
    const full = path === '' ? name : `${path}.${name}`
    return [full, ...fullNames(children, full)]
  })
}

function naive(names: readonly string[], at: string, target: string): readonly string[] {
  const outward = [at]
  while (outward.at(-1) !== '') outward.push(outward.at(-1)!.replace(/\.?[^.]*$/, ''))
  const behind = (container: string) => (container === '' ? '' : `${container}.`)
  for (const container of outward)
    if (names.includes(behind(container) + target)) return [behind(container) + target]
  for (const container of outward) {
    const inside = names.filter(
      (name) => name.startsWith(behind(container)) && `.${name}`.endsWith(`.${target}`),
    )
    if (inside.length > 0) return inside
  }
  return []
}

it('agrees with a naive look-up in random trees', () => {
  const seen = { found: 0, ambiguous: 0, missing: 0 }
  for (let seed = 1; seed <= 600; seed++) {
    const random = seeded(seed)
    const trees = randomTree(random, 3)
    const names = fullNames(trees)
    const groups = names.filter((name) => names.some((other) => other.startsWith(`${name}.`)))
    const at = random.pick([...groups, ''])
    const path = random.chance(0.3) ? `${random.pick(words)}.` : ''
    const target = path + random.pick(words)
    const wanted = naive(names, at, target)
    const { model, diagnostics } = modelOf(text(trees, at, target))
    const edge = model.edges[0]
    const message = diagnostics.find(({ rule }) => rule !== 'edge-into-own-container')?.message
    const place = `seed ${seed}: ${target} in ${at}`
    if (wanted.length === 1) {
      seen.found++
      const into = `${wanted[0]}.`
      if (`${at}.`.startsWith(into)) continue
      expect(edge && model.components[edge.to]!.name, place).toBe(wanted[0])
    } else if (wanted.length > 1) {
      seen.ambiguous++
      const levels = (name: string) => name.split('.').length
      const told = [...message!.matchAll(/`([^`]*)`/g)].slice(1).map(([, name]) => name!)
      expect(wanted, place).toEqual(expect.arrayContaining(told))
      expect(told.length, place).toBe(Math.min(4, wanted.length))
      expect(told.map(levels), place).toEqual(wanted.map(levels).sort().slice(0, told.length))
    } else {
      seen.missing++
      expect(message, place).toBe(`there is no component \`${target}\``)
    }
  }
  expect(Math.min(seen.found, seen.ambiguous, seen.missing)).toBeGreaterThan(20)
})
