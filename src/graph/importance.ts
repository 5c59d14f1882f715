// What a group of events contributes to the failure of a structure: the four measures that fault-tree analysis
// knows, from the probability of the top with all of the group failed and with none of it (Rausand and
// Hoyland, System Reliability Theory, chapter 5; coherent structures).

export interface Importance {
  /** How much more probable the top is with the group failed than with it perfect. */
  readonly birnbaum: number
  /** The part of the top's probability that would go with a perfect group. */
  readonly fussellVesely: number
  /** How many times as probable the top is with the group failed. */
  readonly riskAchievement: number
  /** How many times less probable the top is with the group perfect; Infinity where nothing would be left. */
  readonly riskReduction: number
}

/**
 * `evaluate` gives the top's probability, `top` it is as things are; one that is 0 has no relative measures: 0, 1
 * and 1.
 */
export function importanceOf(
  evaluate: (probabilities: ArrayLike<number>) => number,
  probabilities: ArrayLike<number>,
  group: readonly number[],
  top: number = evaluate(probabilities),
): Importance {
  const changed = Float64Array.from(probabilities)
  for (const event of group) changed[event] = 1
  const failed = evaluate(changed)
  for (const event of group) changed[event] = 0
  const perfect = evaluate(changed)
  return {
    birnbaum: failed - perfect,
    fussellVesely: top === 0 ? 0 : (top - perfect) / top,
    riskAchievement: top === 0 ? 1 : failed / top,
    riskReduction: top === perfect ? 1 : top / perfect,
  }
}
