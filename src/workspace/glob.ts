// File patterns: `**` for any folders, `*` and `?` inside one part of a path, `[…]` for one character and
// `{a,b}` for alternatives. A pattern becomes a regular expression over paths with forward slashes.

export function isPattern(path: string): boolean {
  return /[*?[{]/.test(path)
}

/** The folder that everything which matches lies in: the parts before the first with a sign in it. */
export function baseOf(pattern: string): string {
  const parts = pattern.split('/')
  const first = parts.findIndex(isPattern)
  const base = parts.slice(0, first < 0 ? -1 : first).join('/')
  return base === '' ? (pattern.startsWith('/') ? '/' : '.') : base
}

/** Matches whole paths; undefined where the pattern has a bracket without its partner. */
export function matcher(pattern: string): RegExp | undefined {
  const tokens: readonly string[] = pattern.match(/\*\*\/?|\[[^\]/]+\]|./gsu) ?? []
  let open = 0
  let source = ''
  for (const token of tokens) {
    if (token === '{') open++
    if (token === '}' && open > 0) {
      open--
      source += ')'
    } else source += translate(token, open)
  }
  return open === 0 && !tokens.includes('[') ? new RegExp(`^${source}$`, 'u') : undefined
}

function translate(token: string, open: number): string {
  if (token === '**/') return '(?:[^/]+/)*'
  if (token === '**') return '.*'
  if (token === '*') return '[^/]*'
  if (token === '?') return '[^/]'
  if (token === '{') return '(?:'
  if (token === ',' && open > 0) return '|'
  if (token.startsWith('[') && token.length > 1) return characters(token.slice(1, -1))
  return token.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
}

function characters(inside: string): string {
  const negated = inside.startsWith('!') || inside.startsWith('^')
  const set = (negated ? inside.slice(1) : inside).replace(/[\\^[\]&~]/gu, '\\$&')
  return `[${negated ? '^/' : ''}${set}]`
}
