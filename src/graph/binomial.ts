// How probable it is that at least so many of n like things fail. Summed from the term asked for outwards, so
// that a tail of 1e-30 keeps its digits, and taken from the other end where it is nearly certain.

/** At least `least` of `count` independent events of probability q; O(count) at worst. */
export function binomialTail(count: number, q: number, least: number): number {
  if (least <= 0) return 1
  if (least > count || q <= 0) return 0
  if (q >= 1) return 1
  const isLowerShorter = least <= count * q
  if (isLowerShorter) return Math.max(0, 1 - sumFrom(count, 1 - q, count - least + 1))
  return Math.min(1, sumFrom(count, q, least))
}

/** The sum of the terms from `first` up; they shrink, because `first` lies beyond the mean. */
function sumFrom(count: number, q: number, first: number): number {
  let term = Math.exp(logTerm(count, q, first))
  let sum = term
  for (let k = first; k < count; k++) {
    term *= ((count - k) / (k + 1)) * (q / (1 - q))
    sum += term
    if (term < sum * 1e-18) break
  }
  return sum
}

/** Of `k` out of `count`; small counts by multiplication, which loses nothing. */
function logTerm(count: number, q: number, k: number): number {
  let log = 0
  for (let i = 1; i <= k; i++) log += Math.log(((count - k + i) / i) * q)
  return log + (count - k) * Math.log1p(-q)
}
