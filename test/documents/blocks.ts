// Fenced blocks of a Markdown text, and the commands with their outputs in those marked `console`. A line
// there that starts with `$ ` is a command; the lines below it are its output.

export interface Block {
  readonly language: string
  /** From a comment `<!-- name -->` on the line before the block. */
  readonly name?: string
  /** 1-based line of the opening fence. */
  readonly line: number
  readonly text: string
  /** Offsets of the block's text in the document. */
  readonly start: number
  readonly end: number
}

export interface Session {
  readonly start: number
  readonly end: number
  readonly commands: readonly { readonly command: string; readonly output: string }[]
}

export function blocksOf(document: string): readonly Block[] {
  const fence = /(?:^<!-- (\S+) -->\n)?^```([a-z]+)[^\n]*\n([\s\S]*?)^```$/gm
  return [...document.matchAll(fence)].map((match) => {
    const [whole, name, language = '', text = ''] = match
    const start = match.index + whole.length - 3 - text.length
    const line = document.slice(0, start).split('\n').length - 1
    const end = start + text.length
    return { language, line, text, start, end, ...(name === undefined ? {} : { name }) }
  })
}

/** The `console` blocks, in order; the place of each leaves out the line break before its fence. */
export function sessionsOf(document: string): readonly Session[] {
  return blocksOf(document)
    .filter((block) => block.language === 'console')
    .map((block) => ({
      start: block.start,
      end: block.end - 1,
      commands: block.text
        .split(/^\$ /m)
        .slice(1)
        .map((part) => {
          const [command = '', ...output] = part.split('\n')
          return { command, output: output.join('\n').trimEnd() }
        }),
    }))
}
