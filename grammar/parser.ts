// Tokens to a syntax tree, in one pass. The word that begins an item gets its part by what follows it;
// from there one token of lookahead decides. A mistake costs its own item: the parser goes on at the next
// line, at the next `NAME :`, or at the end of the block, and reads the bodies that it meets on the way.
// It is past 250 lines because recovery needs the list rules beside it.

import type { Ast, Attribute, Body, Item, Statement, Value } from './ast.ts'
import type { Diagnostic, Staged } from './diagnostic.ts'
import { looseMessage, withUnit } from './loose.ts'
import { attributeBehind, colonAfterWord, decimalComma, groupedDigits } from './meant-messages.ts'
import {
  attributeOutside,
  commaBetweenStatements,
  listWithoutBrackets,
  looseBody,
} from './messages.ts'
import { abandoned, type ParserOptions } from './parser-base.ts'
import { ParserWithRoles } from './parser-roles.ts'
import { sideOfKind } from './sides.ts'
import { type SourceText, type Span, spanText } from './source.ts'
import type { TokenTable } from './table.ts'
import { tokenEnd } from './tokens.ts'
import {
  Amount,
  Arrow,
  CloseBrace,
  Colon,
  Comma,
  DateText,
  Name,
  OpenBrace,
  OpenBracket,
  Star,
  Stray,
  Tag,
  Text,
} from './vocabulary.ts'

let parser: ArchParser | undefined

/** Expects tokens whose brackets match. */
export function parseTokens(
  source: SourceText,
  table: TokenTable,
  restIsText: boolean,
): Staged<Ast> {
  parser ??= new ArchParser({ validates: 'no' })
  return parser.parse(source, table, restIsText)
}

/** An item, nothing where a mistake left nothing, or the items of a body without an owner. */
type Read = Item | readonly Item[] | undefined

export class ArchParser extends ParserWithRoles {
  constructor(options: ParserOptions) {
    super(options)
    this.performSelfAnalysis()
  }

  parse(source: SourceText, table: TokenTable, restIsText: boolean): Staged<Ast> {
    this.begin(source, table, restIsText)
    const statements = this.file().filter((item, at, all) => this.isStatement(item, all[at - 1]))
    this.rest()
    return { value: { source, statements }, diagnostics: this.diagnostics }
  }

  /** Gives the next word its part before chevrotain asks what it is. */
  private classifies = (): boolean => {
    this.classify()
    return true
  }

  private file = this.RULE('file', (): Item[] => {
    const items: Item[] = []
    this.MANY({
      GATE: this.classifies,
      DEF: () => {
        this.itemInto(items)
        if (this.sees(Comma)) this.checkFileComma()
        this.optionalComma()
      },
    })
    return items
  })

  private checkFileComma(): void {
    // An attribute behind it is told by itself.
    if (this.seesName(2) && this.sees(Colon, 3)) return
    this.report(commaBetweenStatements(this.spanOf(this.LA(1))))
  }

  protected body: () => Body = this.RULE('body', (): Body => {
    const open = this.CONSUME(OpenBrace)
    const items: Item[] = []
    this.depth++
    this.MANY({
      GATE: this.classifies,
      DEF: () => {
        this.itemInto(items)
        this.optionalComma()
      },
    })
    this.depth--
    this.CONSUME(CloseBrace)
    // A list that grew has room for more; a tree keeps none.
    return { items: items.slice(), span: this.spanFrom(open.startOffset) }
  })

  private itemAlternatives = [
    { ALT: (): Read => this.SUBRULE(this.attribute) },
    { ALT: (): Read => this.SUBRULE(this.component) },
    { ALT: (): Read => this.SUBRULE(this.edge) },
    { ALT: (): Read => this.SUBRULE(this.amend) },
    { ALT: (): Read => this.SUBRULE(this.import) },
    { ALT: (): Read => this.SUBRULE(this.title) },
    { ALT: (): Read => this.SUBRULE(this.kind) },
    { ALT: (): Read => this.SUBRULE(this.every) },
    { ALT: (): Read => this.SUBRULE(this.flow) },
    { ALT: (): Read => this.SUBRULE(this.require) },
    { ALT: (): Read => this.SUBRULE(this.policy) },
    { ALT: (): Read => this.SUBRULE(this.scenario) },
    { ALT: (): Read => this.SUBRULE(this.view) },
    { ALT: (): Read => this.SUBRULE(this.ignore) },
    { ALT: (): Read => this.SUBRULE(this.looseBody) },
    { ALT: (): Read => this.SUBRULE(this.loose) },
  ]

  private looseBody = this.RULE('looseBody', (): readonly Item[] => {
    // One message for a run of them.
    if (!this.sees(OpenBrace, 0)) this.report(looseBody(this.spanOf(this.LA(1))))
    return this.SUBRULE(this.body).items
  })

  private loose = this.RULE('loose', (): undefined => {
    this.CONSUME(Stray)
    this.ACTION(() => this.failLoose())
    return undefined
  })

  /** The item read last in the list at hand; it shows what a loose piece behind it was meant for. */
  private last: Item | undefined

  /** The last item with the unit that stands apart from its number, once that is told. */
  private mended: Item | undefined

  private failLoose(): never {
    const token = this.LA(0)
    const before = this.last && tokenEnd(this.LA(-1)) === this.last.span.end ? this.last : undefined
    this.mended = before && !this.beginsLine(0) ? withUnit(before, token) : undefined
    this.fail(
      looseMessage({
        token,
        at: this.spanOf(token),
        before: this.beginsLine(0) ? undefined : before,
        next: this.LA(1).image,
        words: this.wordsFrom(before),
        isInBody: this.depth > 0,
      }),
    )
  }

  /** The words of a value without quotes, as far as the line has them. */
  private wordsFrom(before: Item | undefined): string {
    if (before?.kind !== 'attribute' || before.value?.kind !== 'word') return ''
    const words = [before.value.text]
    for (let at = 0; this.seesName(at) && !this.beginsLine(at); at++) {
      if (this.sees(Colon, at + 1) || words.join(' ').length > 100) break
      words.push(this.LA(at).image)
    }
    return words.join(' ')
  }

  private itemInto(items: Item[]): void {
    if (this.listGoesOn(items)) return
    if (this.aside) items.push(this.aside)
    this.aside = undefined
    this.last = items.at(-1)
    const start = this.currIdx
    try {
      const read = this.OR(this.itemAlternatives)
      if (read === undefined || this.RECORDING_PHASE) return
      if ('kind' in read) items.push(read)
      else items.push(...read.filter((item) => item.kind !== 'attribute'))
    } catch (error) {
      if (error !== abandoned) throw error
      if (this.mended) items.splice(-1, 1, this.mended)
      this.mended = undefined
      items.push(...this.resume(start))
    }
  }

  /** Goes to where the next item may begin; gives the statements of the bodies on the way. */
  private resume(start: number): readonly Item[] {
    const found: Item[] = []
    let inside = 0
    for (let back = this.currIdx - start - 1; back >= 0; back--)
      inside += signOf(this.kindAt(-back))
    for (;;) {
      if (this.isAtEnd() || (inside === 0 && this.sees(CloseBrace))) return found
      if (inside === 0 && this.currIdx > start && this.mayBeginItem()) return found
      if (this.sees(OpenBrace) && !this.sees(Colon, 0) && !this.sees(OpenBracket, 0)) {
        const { items } = this.SUBRULE(this.body)
        found.push(...items.filter((item) => this.keepsItself(item)))
        continue
      }
      inside += signOf(this.kindAt(1))
      this.SKIP_TOKEN()
    }
  }

  private mayBeginItem(): boolean {
    return this.beginsLine() || (this.seesName() && this.sees(Colon, 2))
  }

  private keepsItself(item: Item): boolean {
    return item.kind !== 'attribute' && item.kind !== 'ignore'
  }

  /** Says so where an attribute stands outside of everything. */
  private isStatement(item: Item, before: Item | undefined): item is Statement {
    if (item.kind !== 'attribute') return true
    this.report(this.outside(item, before))
    return false
  }

  private outside(item: Attribute, before: Item | undefined): Diagnostic {
    const { name, value, span } = item
    if (value && (name.text === 'title' || name.text === 'import')) {
      const text = value.kind === 'string' ? value.text : spanText(value.span)
      return colonAfterWord(span, name.text, text)
    }
    const between = before && this.source.text.slice(before.span.end, span.start)
    const isBehind = before?.kind !== 'attribute' && /^[ \t]*,?[ \t]*$/.test(between ?? '\n')
    const head = before && isBehind ? spanText(before.span) : ''
    return head === '' || head.includes('\n')
      ? attributeOutside(span, name.text)
      : attributeBehind(span, name.text, head)
  }

  /** `zones: a, b`: the values behind the comma join the attribute, and its list wants brackets. */
  private listGoesOn(items: Item[]): boolean {
    const attribute = items.at(-1)
    if (this.RECORDING_PHASE || attribute?.kind !== 'attribute' || !this.sees(Comma, 0))
      return false
    const count = this.looseValues()
    if (count === 0) return false
    const values: Value[] = attribute.value ? [attribute.value] : []
    for (let read = 0; read < count; read++) {
      if (read > 0) this.SKIP_TOKEN()
      values.push(this.SUBRULE(this.value))
    }
    const at = this.spanFrom((attribute.value ?? attribute).span.start)
    const number = numberOfParts(spanText(at))
    if (number !== undefined && values[0]?.kind === 'quantity') {
      const [message, text] = number
      this.report(message(at, text))
      const value = { ...values[0], number: Number.parseFloat(text.replace('_', '')), span: at }
      const unit = /[^\d._].*$/.exec(text)?.[0] ?? ''
      items[items.length - 1] = { ...attribute, value: { ...value, unit } }
      return true
    }
    this.reportMissing(listWithoutBrackets(at, attribute.name.text))
    items[items.length - 1] = withValues(attribute, values, at)
    return true
  }

  /** How many values stand here with commas between them and belong to no item of their own. */
  private looseValues(): number {
    for (let count = 0, at = 1; ; at += 2) {
      if (!looseTypes.some((type) => this.sees(type, at))) return count
      if (this.seesName(at) && this.sees(Arrow, at + 1)) return 0
      if (this.seesName(at) && this.beginsItem(at)) return count
      count++
      if (!this.sees(Comma, at + 1)) return count
    }
  }

  private beginsItem(at: number): boolean {
    if (this.sees(Colon, at + 1) || this.sees(OpenBrace, at + 1)) return true
    return (this.seesName(at + 1) && !this.sees(Colon, at + 2)) || this.sees(Text, at + 1)
      ? !this.beginsLine(at + 1)
      : false
  }
}

const looseTypes = [Name, Amount, Text, Tag, DateText, Star]

/** `1,000/s` and `1,5s`: the message and the number that is meant; undefined for anything else. */
function numberOfParts(
  text: string,
): readonly [(at: Span, number: string) => Diagnostic, string] | undefined {
  if (text.length > 40 || !/^\d+,\d[\p{L}\d_%/]*$/u.test(text)) return undefined
  return /^\d{1,3},\d{3}(?!\d)/.test(text)
    ? [groupedDigits, text.replace(',', '_')]
    : [decimalComma, text.replace(',', '.')]
}

function signOf(kind: number): number {
  return Math.sign(sideOfKind(kind))
}

function withValues(attribute: Attribute, values: readonly Value[], span: Span): Attribute {
  const value: Value = { kind: 'list', values, span }
  return { ...attribute, value, span: { ...attribute.span, end: span.end } }
}
