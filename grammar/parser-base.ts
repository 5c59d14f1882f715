// What every part of the parser stands on: where it is, what it sees, how it says that something is
// missing. Chevrotain's own errors never arise: each rule looks before it consumes, says what is wrong in
// the author's words, and abandons the item where going on would only repeat it. While chevrotain records
// the grammar nothing is ever missing.

import type { IToken, TokenType } from 'chevrotain'
import type { ArrowToken, Body, Name as NameNode, Text as TextNode } from './ast.ts'
import type { Diagnostic } from './diagnostic.ts'
import { byNextKind } from './lookahead.ts'
import { described } from './messages.ts'
import { kinds, ParserOnTokens } from './parser-tokens.ts'
import { inserted } from './sides.ts'
import type { SourceText, Span } from './source.ts'
import type { TokenTable } from './table.ts'
import { tokenSpan } from './tokens.ts'
import {
  Arrow,
  CloseBrace,
  Colon,
  Comma,
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

export abstract class ParserBase extends ParserOnTokens {
  protected diagnostics: Diagnostic[] = []
  protected restIsText = false
  /** Bodies around the place at hand. */
  protected depth = 0

  constructor(options: ParserOptions) {
    super(vocabulary, {
      maxLookahead: 1,
      recoveryEnabled: false,
      lookaheadStrategy: byNextKind,
      skipValidations: options.validates === 'no',
    })
  }

  /** Readies the parser for one text. */
  protected begin(source: SourceText, table: TokenTable, restIsText: boolean): void {
    this.feed(source, table)
    this.restIsText = restIsText
    this.diagnostics = []
    this.depth = 0
  }

  protected spanOf(token: IToken): Span {
    return this.RECORDING_PHASE ? this.spanFrom(0) : tokenSpan(this.source, token)
  }

  /** From the offset to the end of what was consumed last. */
  protected spanFrom(start: number): Span {
    return { source: this.source, start, end: this.RECORDING_PHASE ? start : this.endOfConsumed() }
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

  protected abstract body: () => Body

  protected comma = (): IToken => this.CONSUME(Comma)

  protected optionalComma(): void {
    if (this.may(kinds.comma)) this.OPTION(this.comma)
  }

  private text = (): TextNode => this.textOf(this.CONSUME(Text))

  protected optionalText(): TextNode | undefined {
    return this.may(kinds.text) ? this.OPTION8(this.text) : undefined
  }

  private block = (): Body => this.SUBRULE(this.body)

  protected optionalBody(): Body | undefined {
    return this.may(kinds.openBrace) ? this.OPTION9(this.block) : undefined
  }

  protected lacks(type: TokenType): boolean {
    return !this.RECORDING_PHASE && !this.sees(type)
  }

  /** True where a name is wanted and what stands on the new line is the next statement instead. */
  protected startsStatement(ahead = 1): boolean {
    if (!this.seesName(ahead) || !this.beginsLine(ahead)) return false
    const next = ahead + 1
    if (this.seesName(next) && !this.beginsLine(next)) return true
    const { image } = this.LA(ahead)
    if (image === 'every' && this.sees(Arrow, next)) return this.sees(OpenBrace, next + 1)
    return this.sees(Text, next) && statementToken(image) !== undefined
  }

  protected lacksName(): boolean {
    return !this.RECORDING_PHASE && (!this.seesName() || this.startsStatement())
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
      (this.seesName() && this.sees(Colon, 2))
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

/** The part with the label and the body that the author wrote; it takes them in itself, being new. */
export function withParts<T extends object>(
  part: T,
  label: TextNode | undefined,
  body: Body | undefined,
): T & { readonly label?: TextNode; readonly body?: Body } {
  if (label === undefined) return body === undefined ? part : Object.assign(part, { body })
  return Object.assign(part, body === undefined ? { label } : { label, body })
}
