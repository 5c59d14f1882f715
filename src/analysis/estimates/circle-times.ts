// The times of components that wait for each other in a circle that ends: the equations of their traffic, turned
// round. A budget counts a circle once, and is no bound there.

import { trafficNetwork } from '#src/graph/traffic.ts'
import { numberIn } from '#src/model/attributes.ts'
import { callOf, type Ground, networkOf, type Step, togetherKey } from './call-times.ts'
import { finite } from './estimate.ts'

/** A circle that ends: each time is its own, and those of its calls as often as they are made. */
export function circle(
  ground: Ground,
  members: readonly number[],
  stepsOf: (id: number) => readonly Step[],
  ownOf: (id: number) => number,
  isOpenAt: (id: number) => boolean,
): void {
  const place = new Map(members.map((id, index) => [id, index]))
  const steps = members.flatMap(stepsOf)
  const inside = steps.filter(({ to }) => place.has(to))
  const outside = members.map((id) => stepsOf(id).filter(({ to }) => !place.has(to)))
  const begun = members.map((id, index) => {
    const within = inside.filter(({ from }) => from === id)
    const network = within.reduce((sum, one) => sum + one.times * networkOf(one.attributes), 0)
    const calls = outside[index]!.map((step) => callOf(ground, step))
    return calls.reduce((sum, { times, ms }) => finite(sum + times * ms), ownOf(id) + network)
  })
  const { amounts, unbounded } = trafficNetwork(
    members.length,
    inside.map(({ to }) => place.get(to)!),
    inside.map(({ from }) => place.get(from)!),
    inside.map(({ times }) => times),
  ).solve(begun)
  const below = outside.flat().map(({ to }) => ground.known.get(to)!)
  const isTogether = steps.some((step) => togetherKey(ground, step) !== undefined)
  const mayEnd = steps.some(({ attributes }) => numberIn(attributes, 'timeout') !== undefined)
  const isLess = isTogether || mayEnd || below.some(({ lowMs, highMs }) => lowMs < highMs)
  for (const [index, id] of members.entries()) {
    const isEndless = unbounded[index] === 1
    const highMs = finite(isEndless ? ownOf(id) : amounts[index]!)
    ground.known.set(id, {
      ownMs: ownOf(id),
      lowMs: isLess ? 0 : highMs,
      highMs,
      isOpen: isEndless || mayEnd || members.some(isOpenAt) || below.some(({ isOpen }) => isOpen),
      isGuessed:
        steps.some(({ guesses }) => guesses.length > 0) || below.some((one) => one.isGuessed),
      calls: undefined,
    })
  }
}
