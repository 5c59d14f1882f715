// What is no token, as the author knows it from other languages: other comments, other quotes, other
// arrows, signs of other keyboards. Each run of it is one match, and `oddity` says what it stands for,
// so that the text around it still parses.

/** What an odd piece of text is, and what it counts as for the parser. */
export type Oddity =
  | { readonly kind: 'comment' | 'semicolon' | 'control' | 'invisible' | 'tag' | 'character' }
  | { readonly kind: 'quotes'; readonly text: string }
  | { readonly kind: 'address' | 'path'; readonly text: string }
  | { readonly kind: 'arrow'; readonly arrow: '->' | '~>' | '=>'; readonly shape: ArrowShape }
  | { readonly kind: 'comparison'; readonly comparison: string }
  | { readonly kind: 'number'; readonly number: string; readonly flaw: 'negative' | 'no-zero' }
  | { readonly kind: 'sign'; readonly sign: string }

export type ArrowShape = 'forward' | 'backward' | 'both'

const wideSigns: ReadonlyMap<string, string> = new Map([
  ['：', ':'],
  ['，', ','],
  ['、', ','],
  ['｛', '{'],
  ['｝', '}'],
  ['［', '['],
  ['］', ']'],
  ['（', '('],
  ['）', ')'],
  ['｜', '|'],
  ['＊', '*'],
  ['…', '..'],
  ['...', '..'],
])

const comparisonOf: ReadonlyMap<string, string> = new Map([
  ['==', '='],
  ['===', '='],
  ['=<', '<='],
  ['<>', '!='],
  ['!==', '!='],
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '!='],
  ['＝', '='],
  ['＜', '<'],
  ['＞', '>'],
])

const shapes: readonly RegExp[] = [
  /\/\/[^\n\r]*/y,
  /\/\*[\s\S]*?\*\//y,
  /\/\*[^\n\r]*/y,
  /'[^'\n\r]*'/y,
  /'[^'\n\r{}]+/y,
  /[“”„«»‟＂][^“”„«»‟＂"\n\r]*[“”„«»‟＂]/y,
  /[‘’‚‛`´][^‘’‚‛`´\n\r]*[‘’‚‛`´]/y,
  /-\d[\w.%/]*/y,
  /\.\d[\w%/]*/y,
  /\.{1,2}[/\\][^\s"'{}]+/y,
  /\/\p{L}[\p{L}\d]*/uy,
  /[-=~–—][ \t]+>/y,
  /[<>=!~\-–—→←↔⇒⇐⇔⟶⟵⟷⟹➔➜➝]+/y,
  /[;；]+/y,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+/y,
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/y,
  /\.\.\.+/y,
]

const other =
  /[^\s\p{L}\p{M}\p{Nd}_"#{}[\]():,|*@;'<>=!~./“”„«»‘’‚`´：，、｛｝［］（）｜＊…≥≤≠-]{1,1000}/uy

/** The run of odd text at the offset: one character at least. */
export function matchOdd(text: string, offset: number): string {
  const comment = lineOfDashes(text, offset)
  if (comment !== undefined) return comment
  for (const shape of shapes) {
    shape.lastIndex = offset
    const match = shape.exec(text)
    if (match) return match[0]
  }
  const end = unknownEnd(text, offset)
  return end > offset ? text.slice(offset, end) : String.fromCodePoint(text.codePointAt(offset)!)
}

/** A whole line behind `--`, as in SQL. */
function lineOfDashes(text: string, offset: number): string | undefined {
  if (!text.startsWith('-- ', offset)) return undefined
  let start = offset
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--
  if (start > 0 && !/[\r\n]/.test(text[start - 1]!)) return undefined
  dashes.lastIndex = offset
  return dashes.exec(text)?.[0]
}

const dashes = /--[^\n\r]*/y

/** A pattern without an end runs out of stack on characters beyond 16 bits. */
function unknownEnd(text: string, offset: number): number {
  let end = offset
  for (;;) {
    other.lastIndex = end
    if (!other.test(text)) return end
    end = other.lastIndex
  }
}

export function oddity(image: string): Oddity {
  if (/^(?:\/\/|\/\*|-- )/.test(image)) return { kind: 'comment' }
  if (/^https?:/.test(image)) return { kind: 'address', text: image }
  if (/^\.{1,2}[/\\]/.test(image)) return { kind: 'path', text: image.replaceAll('\\', '/') }
  if (/^[;；]/.test(image)) return { kind: 'semicolon' }
  if (image.length > 1 && /^['‘’‚‛`´“”„«»‟＂]/.test(image)) {
    return { kind: 'quotes', text: image.replace(/^.|['‘’‚‛`´“”„«»‟＂]$|\s+$/g, '') }
  }
  if (/^-\d/.test(image)) return { kind: 'number', number: image.slice(1), flaw: 'negative' }
  if (/^\.\d/.test(image)) return { kind: 'number', number: `0${image}`, flaw: 'no-zero' }
  if (/^\p{Cc}/u.test(image)) return { kind: 'control' }
  if (/^\p{Cf}/u.test(image)) return { kind: 'invisible' }
  if (image === '@' || image === '＠') return { kind: 'tag' }
  const sign = wideSigns.get(/^\.\.\.+$/.test(image) ? '...' : image)
  if (sign) return { kind: 'sign', sign }
  if (image === '~') return { kind: 'arrow', arrow: '~>', shape: 'forward' }
  if (/^[-=~–—][ \t]+>$/.test(image)) return { kind: 'arrow', ...arrowOf(image) }
  const comparison = comparisonOf.get(image)
  if (comparison) return { kind: 'comparison', comparison }
  if (/^[<>=!~\-–—→←↔⇒⇐⇔⟶⟵⟷⟹➔➜➝]{2,}$|^[→←↔⇒⇐⇔⟶⟵⟷⟹➔➜➝–—]$/.test(image)) {
    return { kind: 'arrow', ...arrowOf(image) }
  }
  return { kind: 'character' }
}

function arrowOf(image: string): { arrow: '->' | '~>' | '=>'; shape: ArrowShape } {
  const arrow = image.includes('~') ? '~>' : /[=⇒⇐⇔⟹]/.test(image) ? '=>' : '->'
  if (/[↔⇔⟷]|[<←⇐].*>/.test(image)) return { arrow, shape: 'both' }
  return { arrow, shape: /[<←⇐⟵]/.test(image) ? 'backward' : 'forward' }
}
