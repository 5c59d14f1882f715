// Makes a text smaller while it keeps a property: whole blocks go first, then lines, then what stands
// in braces or behind commas. For reading a failure, not for speed.

export function shrunk(text: string, keeps: (text: string) => boolean): string {
  let best = text
  for (let smaller = step(best, keeps); smaller !== undefined; smaller = step(best, keeps))
    best = smaller
  return best
}

function step(text: string, keeps: (text: string) => boolean): string | undefined {
  for (const candidate of candidates(text)) if (keeps(candidate)) return candidate
  return undefined
}

function* candidates(text: string): Generator<string> {
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '}') continue
    yield without(lines, index, line.trimEnd().endsWith('{') ? endOfBlock(lines, index) : index)
    if (line.trimEnd().endsWith('{')) yield unwrapped(lines, index)
  }
  for (const [index, line] of lines.entries())
    for (const shorter of shorterLines(line))
      yield lines.map((other, at) => (at === index ? shorter : other)).join('\n')
}

function without(lines: readonly string[], from: number, to: number): string {
  return lines.filter((_, index) => index < from || index > to).join('\n')
}

/** The block's content without its head and its closing brace. */
function unwrapped(lines: readonly string[], start: number): string {
  const end = endOfBlock(lines, start)
  return lines.filter((_, index) => index !== start && index !== end).join('\n')
}

function endOfBlock(lines: readonly string[], start: number): number {
  const indent = lines[start]!.search(/\S/)
  const end = lines.findIndex(
    (line, index) => index > start && line.trim() === '}' && line.search(/\S/) === indent,
  )
  return end < 0 ? start : end
}

function* shorterLines(line: string): Generator<string> {
  for (const match of line.matchAll(
    / \{ [^{}]* \}| "[^"]*"|, [^,{}|]+|[^,{}|>~ ]+, | \| \S+|\S+ \| /g,
  ))
    yield line.slice(0, match.index) + line.slice(match.index + match[0].length)
}
