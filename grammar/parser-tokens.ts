// The parser's eye on its tokens. Chevrotain asks for tokens by their distance from where it is; they are
// made of the table when asked for, and those around the place at hand are kept, so that few live at a
// time. What only wants to know a token's kind reads the table. Without a table, as while chevrotain
// records the grammar, every place is the end.

import { EmbeddedActionsParser, EOF, type TokenType } from 'chevrotain'
import type { SourceText } from './source.ts'
import { type TableToken, type TokenTable, tableOf, tokenAt } from './table.ts'
import {
  Amount,
  Arrow,
  Colon,
  Comma,
  Dots,
  kindOf,
  Name,
  OpenBrace,
  OpenParen,
  Pipe,
  Text,
  vocabulary,
} from './vocabulary.ts'

/** The kinds that the parser asks for most. */
export const kinds = {
  amount: kindOf(Amount),
  arrow: kindOf(Arrow),
  colon: kindOf(Colon),
  comma: kindOf(Comma),
  dots: kindOf(Dots),
  end: kindOf(EOF),
  name: kindOf(Name),
  openBrace: kindOf(OpenBrace),
  openParen: kindOf(OpenParen),
  pipe: kindOf(Pipe),
  text: kindOf(Text),
} as const

const noTokens = tableOf([])

const endToken: TableToken = Object.freeze({
  image: '',
  startOffset: -1,
  tokenType: EOF,
  tokenTypeIdx: kinds.end,
  payload: undefined,
  index: -1,
})

/** Tokens that are kept; a power of two. */
const kept = 8

export abstract class ParserOnTokens extends EmbeddedActionsParser {
  // Chevrotain's own: the last token consumed, and how many there are.
  declare protected readonly currIdx: number
  declare private tokVectorLength: number

  protected source: SourceText = { path: '', text: '' }
  private table = noTokens
  /** By the last bits of their index. */
  private recent: TableToken[] = new Array(kept).fill(endToken)

  /** Goes to the beginning of a text. */
  protected feed(source: SourceText, table: TokenTable): void {
    // Readies chevrotain; its own list of tokens stays empty.
    this.input = []
    this.tokVectorLength = table.count
    this.source = source
    this.table = table
    this.recent.fill(endToken)
  }

  /** Lets go of the text. */
  protected rest(): void {
    this.feed({ path: '', text: '' }, noTokens)
  }

  protected override LA(ahead: number): TableToken {
    return this.LA_FAST(ahead)
  }

  protected override LA_FAST(ahead: number): TableToken {
    const index = this.currIdx + ahead
    const known = this.recent[index & (kept - 1)]!
    return known.index === index ? known : this.made(index)
  }

  private made(index: number): TableToken {
    if (index < 0 || index >= this.table.count) return endToken
    const token = tokenAt(this.source.text, this.table, index)
    this.recent[index & (kept - 1)] = token
    return token
  }

  /** Offset behind the last token consumed. */
  protected endOfConsumed(): number {
    return this.table.ends[this.currIdx] ?? -1
  }

  /** True where one of that kind may come, and always while chevrotain records: asked before an OPTION. */
  protected may(kind: number): boolean {
    return this.RECORDING_PHASE || this.kindAt(1) === kind
  }

  /** For the functions that look ahead. */
  nextKind(): number {
    return this.kindAt(1)
  }

  /** Chevrotain's number of the type of a token, without making it. */
  protected kindAt(ahead: number): number {
    const index = this.currIdx + ahead
    return index < 0 || index >= this.table.count ? kinds.end : this.table.kinds[index]!
  }

  protected sees(type: TokenType, ahead = 1): boolean {
    const kind = this.kindAt(ahead)
    if (kind === type.tokenTypeIdx) return true
    return type.isParent === true && type.categoryMatchesMap![kind] === true
  }

  protected seesName(ahead = 1): boolean {
    return isName[this.kindAt(ahead)] === 1
  }

  protected isAtEnd(ahead = 1): boolean {
    return this.kindAt(ahead) === kinds.end
  }

  /** True where a line ends between the token ahead and the one before it, and at both ends of the text. */
  protected beginsLine(ahead = 1): boolean {
    const index = this.currIdx + ahead
    const { count, starts, ends } = this.table
    if (index <= 0 || index >= count) return true
    return hasLineBreak(this.source.text, ends[index - 1]!, starts[index]!)
  }

  /** Gives a word the part that it plays where it stands. */
  protected retag(token: TableToken, type: TokenType): void {
    token.tokenType = type
    token.tokenTypeIdx = kindOf(type)
    this.table.kinds[token.index] = kindOf(type)
  }
}

/** By kind: 1 for a name, whatever part it plays. */
const isName = new Uint8Array(Math.max(...vocabulary.map(kindOf)) + 1)
for (const type of vocabulary) {
  if (type === Name || type.CATEGORIES?.includes(Name)) isName[kindOf(type)] = 1
}

function hasLineBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) return true
  }
  return false
}
