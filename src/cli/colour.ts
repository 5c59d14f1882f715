// Whether a report is painted: a flag beats FORCE_COLOR beats NO_COLOR beats what the output is
// (https://no-color.org, https://force-color.org).

import type { Flags } from './flags.ts'
import type { Surroundings } from './surroundings.ts'

export type Colours = 'ansi' | 'none'

export function colours(
  { color }: Flags,
  { env, output }: Pick<Surroundings, 'env' | 'output'>,
): Colours {
  if (color !== undefined) return color === true ? 'ansi' : 'none'
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced === '0' || forced === 'false' ? 'none' : 'ansi'
  if (env.NO_COLOR) return 'none'
  return output === 'terminal' && env.TERM !== 'dumb' ? 'ansi' : 'none'
}
