// TypeScript text with everything that is no code blanked out: comments, and what stands inside strings,
// templates and regular expressions, become spaces. Length and line breaks stay, so an offset found in
// the blanked text is one of the original. The expressions inside `${…}` stay code.

/** The blanked text; linear, and total: text that is no TypeScript is blanked as far as it is understood. */
export function codeOf(text: string): string {
  const out = [...Array(text.length).keys()].map((i) => text.charAt(i))
  const depths: number[] = []
  let depth = 0
  let at = 0
  while (at < text.length) {
    const end = pieceEnd(text, at)
    if (end !== undefined) {
      blank(out, at, end)
      at = end
    } else if (text[at] === '`') {
      at = template(text, out, at + 1, depths, depth)
    } else if (text[at] === '}' && depths.at(-1) === depth) {
      depths.pop()
      at = template(text, out, at + 1, depths, depth)
    } else {
      if (text[at] === '{') depth++
      if (text[at] === '}') depth--
      at++
    }
  }
  return out.join('')
}

/** Where a comment, string or regular expression that begins here ends; undefined where none begins. */
function pieceEnd(text: string, at: number): number | undefined {
  const two = text.slice(at, at + 2)
  if (two === '//' || (two === '#!' && at === 0)) return find(text, '\n', at)
  if (two === '/*') return Math.min(find(text, '*/', at + 2) + 2, text.length)
  if (text[at] === "'" || text[at] === '"') return closing(text, at, text[at]!)
  if (text[at] === '/' && mayBeginExpression(text, at)) return regexEnd(text, at)
  return undefined
}

function find(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at
}

function closing(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at + 1
    else if (text[at] === '\n') return at
  }
  return text.length
}

/** A slash divides behind a value and opens a regular expression behind anything else. */
function mayBeginExpression(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at).trimEnd()
  if (before === '' || /[([{},;:=!&|?+\-*%<>~^]$/.test(before)) return true
  return /\b(return|typeof|case|in|of|yield|await)$/.test(before)
}

function regexEnd(text: string, from: number): number | undefined {
  let inClass = false
  for (let at = from + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '[') inClass = true
    else if (text[at] === ']') inClass = false
    else if (text[at] === '/' && !inClass) return at + 1
  }
  return undefined
}

/** Blanks a template's text from `from`; stops behind its end, or behind a `${` whose depth it notes. */
function template(
  text: string,
  out: string[],
  from: number,
  depths: number[],
  depth: number,
): number {
  let at = from
  while (at < text.length && text[at] !== '`') {
    if (text.startsWith('${', at)) {
      depths.push(depth)
      return at + 2
    }
    const end = text[at] === '\\' ? at + 2 : at + 1
    erase(out, at, end)
    at = end
  }
  return at + 1
}

/** Blanks between the delimiters, which stay: quotes mark where a string was. */
function blank(out: string[], from: number, to: number): void {
  const quoted = out[from] === "'" || out[from] === '"'
  erase(out, quoted ? from + 1 : from, quoted ? to - 1 : to)
}

function erase(out: string[], from: number, to: number): void {
  for (let at = from; at < to && at < out.length; at++) if (out[at] !== '\n') out[at] = ' '
}
