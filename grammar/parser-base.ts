// What every part of the parser stands on: where it is, what it sees, how it says that something is
// missing. Chevrotain's own errors never arise: each rule looks before it consumes, says what is wrong in
// the author's words, and abandons the item where going on would only repeat it. While chevrotain records
// the grammar nothing is ever missing.

import { EmbeddedActionsParser, EOF, type IToken, type TokenType, tokenMatcher } from 'chevrotain'
import type { ArrowToken, Name as NameNode, Text as TextNode } from './ast.ts'
import type { Diagnostic } from './diagnostic.ts'
import { described } from './messages.ts'
import { inserted } from './sides.ts'
import type { SourceText, Span } from './source.ts'
import { tokenEnd, tokenSpan } from './tokens.ts'
import {
  Arrow,
  CloseBrace,
  Colon,
  Comma,
  Name,
  OpenBrace,
  statementToken,
  Text,
  vocabulary,
} from './vocabulary.ts'

/** Thrown, always the same, when an item cannot be read any further; its message is told already. */
export const abandoned = new Error('the item is abandoned')

export interface ParserOptions {
  /** Chevrotain checks the grammar itself for ambiguities: in tests alone. */
  readonly validates: 'yes' | 'no'
}

export abstract class ParserBase extends EmbeddedActionsParser {
  protected source: SourceText = { path: '', text: '' }
  protected diagnostics: Diagnostic[] = []
  protected restIsText = false
  /** Bodies around the place at hand. */
  protected depth = 0

  constructor(options: ParserOptions) {
    super(vocabulary, {
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations: options.validates === 'no',
    })
  }

  /** Readies the parser for one text. */
  protected begin(source: SourceText, tokens: readonly IToken[], restIsText: boolean): void {
    this.source = source
    this.restIsText = restIsText
    this.diagnostics = []
    this.depth = 0
    // Chevrotain pads the list while it parses and takes the padding off again.
    this.input = tokens as IToken[]
  }

  protected spanOf(token: IToken): Span {
    return this.RECORDING_PHASE ? this.spanFrom(0) : tokenSpan(this.source, token)
  }

  /** From the offset to the end of what was consumed last. */
  protected spanFrom(start: number): Span {
    return { source: this.source, start, end: this.RECORDING_PHASE ? start : tokenEnd(this.LA(0)) }
  }

  protected nameOf(token: IToken): NameNode {
    if (this.RECORDING_PHASE) return { text: '', span: this.spanFrom(0) }
    return { text: token.payload ?? token.image, span: this.spanOf(token) }
  }

  protected textOf(token: IToken): TextNode {
    if (this.RECORDING_PHASE) return { text: '', span: this.spanFrom(0) }
    return { text: token.payload ?? token.image.slice(1, -1), span: this.spanOf(token) }
  }

  protected arrowOf(token: IToken): ArrowToken {
    return { arrow: token.payload ?? token.image, span: this.spanOf(token) }
  }

  protected sees(type: TokenType, ahead = 1): boolean {
    return !this.RECORDING_PHASE && tokenMatcher(this.LA(ahead), type)
  }

  protected lacks(type: TokenType): boolean {
    return !this.RECORDING_PHASE && !tokenMatcher(this.LA(1), type)
  }

  protected isAtEnd(ahead = 1): boolean {
    return this.LA(ahead).tokenTypeIdx === EOF.tokenTypeIdx
  }

  /** True where a line ends between the token ahead and the one before it. */
  protected beginsLine(ahead = 1): boolean {
    const token = this.LA(ahead)
    const before = this.LA(ahead - 1)
    if (this.isAtEnd(ahead) || this.isAtEnd(ahead - 1)) return true
    return hasLineBreak(this.source.text, tokenEnd(before), token.startOffset)
  }

  /** True where a name is wanted and what stands on the new line is the next statement instead. */
  protected startsStatement(ahead = 1): boolean {
    if (!this.sees(Name, ahead) || !this.beginsLine(ahead)) return false
    const next = ahead + 1
    if (this.sees(Name, next) && !this.beginsLine(next)) return true
    const { image } = this.LA(ahead)
    if (image === 'every' && this.sees(Arrow, next)) return this.sees(OpenBrace, next + 1)
    return this.sees(Text, next) && statementToken(image) !== undefined
  }

  protected lacksName(): boolean {
    return this.lacks(Name) || (!this.RECORDING_PHASE && this.startsStatement())
  }

  /** Gives a word the part that it plays where it stands. */
  protected retag(token: IToken, type: TokenType): void {
    token.tokenType = type
    // Chevrotain numbers each type when it makes it.
    token.tokenTypeIdx = type.tokenTypeIdx!
  }

  protected report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic)
  }

  /** Place of what was found where something else was wanted: behind the last token at a line's or the file's end. */
  protected placeOfMissing(): Span {
    const found = this.LA(1)
    if (!this.isAtEnd() && !this.beginsLine() && found.image !== '') return this.spanOf(found)
    const last = this.LA(0)
    return this.spanOf(last)
  }

  /** Says that something is missing, and abandons the item unless what comes next can stand by itself. */
  protected missed(diagnostic: Diagnostic): void {
    this.reportMissing(diagnostic)
    const goesOn =
      this.isAtEnd() ||
      this.sees(CloseBrace) ||
      this.sees(OpenBrace) ||
      this.sees(Comma) ||
      this.beginsLine() ||
      (this.sees(Name) && this.sees(Colon, 2))
    if (!goesOn) throw abandoned
  }

  protected fail(diagnostic: Diagnostic): never {
    this.reportMissing(diagnostic)
    throw abandoned
  }

  /** Says nothing where what is missing was swallowed by a mistake told already. */
  protected reportMissing(diagnostic: Diagnostic): void {
    const found = this.LA(1)
    const last = this.LA(0)
    if (found.payload === inserted && found.image === '') return
    if (this.isAtEnd() && this.restIsText) return
    const isOpenText = last.tokenType === Text && /^"(?:|.*[^"])$/.test(last.image)
    if (isOpenText && this.beginsLine()) return
    this.report(diagnostic)
  }

  /** What stands there, in the author's words. */
  protected found(): string {
    if (this.isAtEnd()) return 'the file ends'
    return this.beginsLine() ? 'the line ends' : `found ${described(this.LA(1))}`
  }
}

export function hasLineBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) return true
  }
  return false
}
