// Edges: sources, arrows, targets, and the rules about lines that hold for them. A missing end costs as
// little as can be: hops that were read stay, and what follows on the next line is read by itself.
// It is past 250 lines because the line rules of an edge belong beside its grammar.

import type { IToken } from 'chevrotain'
import type { Body, EdgeStatement, Hop, Name as NameNode, Target, Text as TextNode } from './ast.ts'
import type { Diagnostic } from './diagnostic.ts'
import {
  badCount,
  badGroup,
  commaBeforeEdge,
  countWithoutOf,
  countWithoutParentheses,
  emptyGroup,
  missingArrow,
  missingSource,
  missingSourceAfterComma,
  missingTarget,
  missingTargetAfter,
  mixedSeparators,
  repeatedSource,
  repeatedTarget,
  trailingSeparator,
} from './edge-messages.ts'
import { bareWord } from './messages.ts'
import { withParts } from './parser-base.ts'
import { kinds } from './parser-tokens.ts'
import { ParserWithValues } from './parser-values.ts'
import { inserted } from './sides.ts'
import type { Span } from './source.ts'
import {
  Amount,
  Arrow,
  CloseBrace,
  CloseParen,
  Colon,
  Comma,
  Name,
  Of,
  OpenParen,
  Pipe,
  Source,
} from './vocabulary.ts'

interface Targets {
  readonly mode: 'all' | 'any'
  readonly targets: readonly Target[]
  /** True where the closing parenthesis is missing, so that more targets may have been meant. */
  readonly isCut: boolean
  /** Behind the parenthesis: of every edge in it. */
  readonly label?: TextNode | undefined
  readonly body?: Body | undefined
}

export abstract class ParserWithEdges extends ParserWithValues {
  protected edge = this.RULE('edge', (): EdgeStatement | undefined => {
    const { startOffset } = this.LA(1)
    if (this.sees(Arrow)) {
      this.report(missingSource(this.spanOf(this.LA(1)), this.LA(1).image))
    }
    const sources = this.OPTION1(this.sources) ?? []
    const first = this.SUBRULE1(this.hop)
    const hops = first ? [first] : []
    if (this.may(kinds.arrow)) this.furtherHops(hops)
    const span = this.spanFrom(startOffset)
    if (this.endsOnComma()) this.OPTION2(this.comma)
    return hops.length === 0 || sources.length === 0
      ? undefined
      : {
          kind: 'edge',
          sources: this.withoutRepeats(sources, itself, repeatedSource),
          hops,
          span,
        }
  })

  private furtherHops(hops: Hop[]): void {
    this.MANY1(() => {
      const hop = this.SUBRULE2(this.hop)
      if (hop) hops.push(hop)
    })
  }

  private sources = (): readonly NameNode[] => {
    const sources = [this.nameOf(this.CONSUME(Source))]
    if (this.may(kinds.comma)) this.furtherSources(sources)
    if (this.lacks(Arrow)) {
      const before = this.source.text.slice(sources[0]!.span.start, sources.at(-1)!.span.end)
      this.fail(missingArrow(this.placeOfMissing(), before, this.found()))
    }
    return sources
  }

  private furtherSources(sources: NameNode[]): void {
    this.MANY2(() => {
      if (this.seesName(2) && this.sees(Colon, 3)) this.fail(this.looseName())
      this.CONSUME1(Comma)
      if (this.lacksName()) this.fail(this.noSourceAfterComma(sources))
      sources.push(this.nameOf(this.CONSUME(Name)))
    })
  }

  private looseName() {
    return bareWord(this.spanOf(this.LA(0)), this.LA(0).image)
  }

  private noSourceAfterComma(sources: readonly NameNode[]) {
    const at = this.placeOfMissing()
    return missingSourceAfterComma(at, sources.at(-1)!.text, this.found())
  }

  private hop = this.RULE('hop', (): Hop | undefined => {
    const arrow = this.CONSUME(Arrow)
    const start = arrow.startOffset
    if (this.lacksTarget()) {
      this.missedTarget(arrow)
      return undefined
    }
    const count = this.may(kinds.amount) ? this.OPTION(this.countOfGroup) : undefined
    const found = this.OR(this.targetAlternatives)
    if (this.RECORDING_PHASE) return undefined
    const mode = count === undefined ? found.mode : this.countedMode(count, found)
    const targets = this.withoutRepeats(found.targets, nameOfTarget, repeatedTarget)
    const hop = { arrow: this.arrowOf(arrow), mode, targets, span: this.spanFrom(start) }
    return withParts(hop, found.label, found.body)
  })

  private countOfGroup = () => this.SUBRULE(this.count)

  private targetAlternatives = [
    { ALT: (): Targets => this.SUBRULE(this.group) },
    { ALT: (): Targets => this.targets() },
  ]

  private count = this.RULE('count', (): IToken => {
    const count = this.CONSUME(Amount)
    this.ACTION(() => this.markOf(count))
    this.CONSUME(Of)
    if (this.lacks(OpenParen)) {
      const message = countWithoutParentheses(this.spanOf(count), count.image)
      if (this.lacksName()) this.fail(message)
      this.report(message)
    }
    return count
  })

  private markOf(count: IToken): void {
    const word = this.LA(1)
    if (!this.seesName() || word.image !== 'of') {
      this.fail(countWithoutOf(this.spanOf(count), count.image))
    }
    this.retag(word, Of)
  }

  private countedMode(
    count: IToken,
    { targets: { length: targets }, isCut }: Targets,
  ): Hop['mode'] {
    const span = this.spanOf(count)
    const { number, unit } = this.quantityOf(count)
    const fits = unit === '' && Number.isInteger(number) && number >= 1 && number <= targets
    if (!fits && !isCut) this.report(badCount(span, targets))
    const atLeast = Math.max(1, Math.min(targets, Math.floor(number)))
    return { atLeast, span }
  }

  private targets(): Targets {
    const targets = [this.SUBRULE1(this.target)]
    if (!this.may(kinds.comma) && !this.may(kinds.pipe)) return all(targets)
    const separators: IToken[] = []
    this.MANY({
      GATE: () => this.targetsGoOn(),
      DEF: () => {
        separators.push(this.separator())
        targets.push(this.SUBRULE2(this.target))
      },
    })
    return { mode: this.modeOf(separators), targets, isCut: false }
  }

  private group = this.RULE('group', (): Targets => {
    const targets: Target[] = []
    const separators: IToken[] = []
    this.CONSUME(OpenParen)
    if (this.lacks(Name)) this.fail(emptyGroup(this.placeOfMissing(), this.found()))
    targets.push(this.SUBRULE1(this.target))
    this.MANY(() => {
      const separator = this.separator()
      if (this.sees(CloseParen)) {
        this.reportMissing(trailingSeparator(this.spanOf(separator)))
        return
      }
      separators.push(separator)
      targets.push(this.SUBRULE2(this.target))
    })
    if (this.lacks(CloseParen)) this.fail(badGroup(this.placeOfMissing(), this.found()))
    const isCut = this.CONSUME(CloseParen).payload === inserted
    const mode = this.modeOf(separators)
    return { mode, targets, isCut, label: this.optionalText(), body: this.optionalBody() }
  })

  private separator(): IToken {
    const separator = this.OR1(this.separatorAlternatives)
    const mayEnd = this.sees(CloseParen)
    if (!mayEnd && this.lacksName()) {
      this.fail(missingTargetAfter(this.spanOf(separator), separator.image, this.found()))
    }
    return separator
  }

  private separatorAlternatives = [{ ALT: this.comma }, { ALT: () => this.CONSUME(Pipe) }]

  private target = this.RULE('target', (): Target => {
    const token = this.CONSUME(Name)
    const label = this.optionalText()
    const body = this.optionalBody()
    const name = this.nameOf(token)
    if (label === undefined && body === undefined) return { name, span: name.span }
    return withParts({ name, span: this.spanFrom(token.startOffset) }, label, body)
  })

  private modeOf(separators: readonly IToken[]): 'all' | 'any' {
    const first = separators[0]
    if (first === undefined || this.RECORDING_PHASE) return 'all'
    const other = separators.find((one) => one.tokenType !== first.tokenType)
    if (other) this.report(mixedSeparators(this.spanOf(other)))
    return first.tokenType === Pipe ? 'any' : 'all'
  }

  private lacksTarget(): boolean {
    if (this.RECORDING_PHASE) return false
    if (this.seesName()) return this.startsStatement()
    return !this.sees(OpenParen) && !this.sees(Amount)
  }

  private missedTarget(arrow: IToken): void {
    const diagnostic = missingTarget(this.spanOf(arrow), arrow.image, this.found())
    if (this.sees(Arrow)) this.reportMissing(diagnostic)
    else this.missed(diagnostic)
  }

  /** False at a comma that ends the edge: before `}`, `NAME :`, the end, or the next edge or statement. */
  private targetsGoOn(): boolean {
    if (!this.sees(Comma)) return true
    if (this.sees(CloseBrace, 2) || this.isAtEnd(2)) return false
    if (this.seesName(2) && this.sees(Colon, 3)) return false
    return !this.startsEdge(2) && !this.startsStatement(2)
  }

  /** Says so where a comma behind the last target is followed by a line that stands by itself. */
  private endsOnComma(): boolean {
    if (this.RECORDING_PHASE) return true
    if (!this.sees(Comma)) return false
    const at = this.spanOf(this.LA(1))
    if (this.seesName(2) && this.sees(Colon, 3)) return false
    if (this.startsEdge(2)) this.report(commaBeforeEdge(at))
    else if (this.startsStatement(2)) this.report(trailingSeparator(at))
    else return false
    return true
  }

  /** True where a line begins with `ref {, ref} ARROW`. */
  private startsEdge(ahead: number): boolean {
    if (!this.beginsLine(ahead)) return false
    for (let at = ahead; this.seesName(at); at += 2) {
      if (at > ahead && this.beginsLine(at)) return false
      if (this.beginsLine(at + 1)) return false
      if (this.sees(Arrow, at + 1)) return true
      if (!this.sees(Comma, at + 1)) return false
    }
    return false
  }

  /** The items with each name once; says so where one comes again. */
  private withoutRepeats<T>(
    items: readonly T[],
    nameOf: (item: T) => NameNode,
    message: (again: Span, first: Span) => Diagnostic,
  ): readonly T[] {
    if (items.length < 2 || this.RECORDING_PHASE) return items
    const firsts = new Map<string, Span>()
    return items.filter((item) => {
      const { text, span } = nameOf(item)
      const first = firsts.get(text)
      if (first) this.report(message(span, first))
      else firsts.set(text, span)
      return first === undefined
    })
  }
}

function all(targets: readonly Target[]): Targets {
  return { mode: 'all', targets, isCut: false }
}

const itself = (name: NameNode): NameNode => name
const nameOfTarget = (target: Target): NameNode => target.name
