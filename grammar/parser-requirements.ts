// `require`, `forbid` and `only`, and the selectors that say what they hold for. What is missing first is
// told; nothing behind it is asked for.
// It is past 250 lines for the selectors, which nothing else reads.

import type { IToken } from 'chevrotain'
import type {
  ArrowToken,
  Comparison,
  Name as NameNode,
  Policy,
  Quantity,
  Require,
  Selector,
  Text as TextNode,
  Value,
} from './ast.ts'
import { unitMeant } from './loose.ts'
import {
  arrowForComparison,
  oneAtATime,
  policyChain,
  reasonBeforeFor,
  signAfterSurvive,
  wordAfterMetric,
} from './meant-messages.ts'
import { spacedUnit } from './messages.ts'
import { ParserWithEdges } from './parser-edges.ts'
import { spanText } from './source.ts'
import {
  missingBound,
  missingComparison,
  missingPolicyArrow,
  missingReason,
  missingRequirement,
  missingSelector,
  missingSurviveCount,
  missingSurviveKind,
  wrongRequireArrow,
} from './statement-messages.ts'
import {
  Amount,
  Arrow,
  Colon,
  Comma,
  Compare,
  For,
  Name,
  OpenBrace,
  Path,
  Star,
  Survive,
  statementToken,
  Tag,
  Text,
  Word,
} from './vocabulary.ts'

type Requirement = NonNullable<Require['requirement']>

interface Reach {
  readonly for?: Selector
  readonly to?: Selector
}

const selectorStarts = [Name, Text, Tag, Star]

export abstract class ParserWithRequirements extends ParserWithEdges {
  protected require = this.RULE('require', (): Require => {
    const word = this.CONSUME(Word.require)
    let requirement: Requirement | undefined
    if (this.lacksName()) this.missed(missingRequirement(this.placeOfMissing(), this.found()))
    this.ACTION(() => this.markSurvive())
    this.OPTION1({
      GATE: () => !this.startsStatement(),
      DEF: () => {
        requirement = this.OR([
          // Every word is a name too: the first alternative that fits is meant.
          { ALT: () => this.SUBRULE(this.survival), IGNORE_AMBIGUITIES: true },
          { ALT: () => this.SUBRULE(this.metric) },
        ])
      },
    })
    this.ACTION(() => this.markFor())
    let reach: Reach = {}
    this.OPTION2(() => {
      reach = this.SUBRULE(this.reach)
    })
    this.ACTION(() => this.checkOnePlace(word))
    const reason = this.OPTION3(() => this.textOf(this.CONSUME(Text)))
    this.ACTION(() => this.checkReasonLast(word, reason))
    return {
      kind: 'require',
      requirement,
      ...reach,
      ...(reason === undefined ? {} : { reason }),
      span: this.spanFrom(word.startOffset),
    }
  })

  /** `for api, c`. */
  private checkOnePlace(word: IToken): void {
    if (!this.seesFurther()) return
    const head = spanText(this.spanFrom(word.startOffset))
    const at = this.spanOf(this.LA(1))
    const example = `${head.slice(0, head.length - this.LA(0).image.length)}${this.LA(2).image}`
    this.fail(oneAtATime(at, 'a requirement is for one place', example))
  }

  /** `"why" for api`. */
  private checkReasonLast(word: IToken, reason: TextNode | undefined): void {
    const place = this.LA(2).image
    if (reason === undefined || this.beginsLine() || this.LA(1).image !== 'for') return
    const head = this.source.text.slice(word.startOffset, reason.span.start).trimEnd()
    this.fail(reasonBeforeFor(this.spanOf(this.LA(1)), head, place, spanText(reason.span)))
  }

  /** True before a comma and one more of what a statement takes but once. */
  protected seesFurther(): boolean {
    if (this.RECORDING_PHASE || !this.sees(Comma) || this.beginsLine(2)) return false
    return selectorStarts.some((type) => this.sees(type, 2)) && !this.sees(Colon, 3)
  }

  protected skipFurther(): void {
    while (this.seesFurther()) {
      this.SKIP_TOKEN()
      this.SKIP_TOKEN()
    }
  }

  private survival = this.RULE('survival', (): Requirement | undefined => {
    this.CONSUME(Survive)
    let count: Quantity | undefined
    let what: NameNode | undefined
    this.ACTION(() => this.checkNoSign())
    if (this.lacks(Amount)) this.missed(missingSurviveCount(this.placeOfMissing(), this.found()))
    else count = this.quantityOf(this.CONSUME(Amount))
    if (count === undefined) return undefined
    if (this.lacksName()) this.missedWhat()
    else what = this.nameOf(this.CONSUME(Name))
    return what && { kind: 'survive', count, what }
  })

  private checkNoSign(): void {
    if (!this.sees(Compare)) return
    const hasWhat = this.seesName(3) && !this.beginsLine(3) && this.LA(3).image !== 'for'
    const count = this.sees(Amount, 2) ? this.LA(2).image : '1'
    const what = hasWhat ? this.LA(3).image : 'copies'
    this.fail(signAfterSurvive(this.spanOf(this.LA(1)), count, what))
  }

  private missedWhat(): void {
    this.missed(missingSurviveKind(this.placeOfMissing(), this.LA(0).image, this.found()))
  }

  private metric = this.RULE('metric', (): Requirement => {
    const metric = this.nameOf(this.CONSUME(Name))
    if (this.sees(Amount) && !this.beginsLine()) this.fail(this.noComparison(metric))
    this.ACTION(() => this.checkAfter(metric))
    let comparison: Comparison | undefined
    let value: Value | undefined
    this.OPTION(() => {
      const sign = this.CONSUME(Compare)
      // The lexer lets only the signs of Comparison through.
      const image = sign.payload ?? sign.image
      comparison = image === '=>' ? '>=' : (image as Comparison)
      if (this.lacksValue()) this.missedBound(metric, sign)
      else value = this.SUBRULE(this.value)
    })
    if (value?.kind === 'quantity' && value.unit === '') value = this.withUnitBehind(value)
    return {
      kind: 'metric',
      metric,
      ...(comparison === undefined ? {} : { comparison }),
      ...(value === undefined ? {} : { value }),
    }
  })

  /** `=> 99%`, which is an arrow, and `of "View"`, which is `for` behind a bound. */
  private checkAfter(metric: NameNode): void {
    if (this.beginsLine() || metric.text === 'for') return
    const next = this.LA(1)
    if (this.sees(Arrow) && next.image === '=>') {
      this.report(arrowForComparison(this.spanOf(next)))
      this.retag(next, Compare)
    } else if (this.seesName() && next.image !== 'for' && !statementToken(next.image)) {
      const place = this.LA(2).image
      const hasPlace = (this.seesName(2) || this.sees(Text, 2)) && !this.beginsLine(2)
      this.fail(wordAfterMetric(this.spanOf(next), metric.text, hasPlace ? place : undefined))
    }
  }

  /** `5 min`: the unit stands apart. */
  private withUnitBehind(value: Quantity): Quantity {
    const next = this.LA(1)
    if (this.RECORDING_PHASE || !this.seesName() || this.beginsLine()) return value
    const ends = this.beginsLine(2) || this.sees(Text, 2) || this.LA(2).image === 'for'
    if (!ends || next.image === 'for') return value
    const unit = unitMeant(next.image)
    this.report(spacedUnit(this.spanOf(next), spanText(value.span), unit))
    this.SKIP_TOKEN()
    return { ...value, unit }
  }

  private noComparison(metric: NameNode) {
    return missingComparison(this.spanOf(this.LA(1)), metric.text)
  }

  private missedBound(metric: NameNode, sign: IToken): void {
    const at = this.placeOfMissing()
    this.missed(missingBound(at, metric.text, sign.image, this.found()))
  }

  private reach = this.RULE('reach', (): Reach => {
    this.CONSUME(For)
    const first = this.SUBRULE1(this.wantedSelector, {
      ARGS: ['for', 'require availability >= 99.9% for "View a photo"'],
    })
    let to: Selector | undefined
    this.OPTION(() => {
      const arrow = this.CONSUME(Arrow)
      if (!this.RECORDING_PHASE && this.arrowOf(arrow).arrow !== '->') {
        this.report(wrongRequireArrow(this.spanOf(arrow)))
      }
      to = this.SUBRULE2(this.wantedSelector, {
        ARGS: [arrow.image, 'require latency <= 200ms for web -> api'],
      })
    })
    return { ...(first ? { for: first } : {}), ...(to ? { to } : {}) }
  })

  protected policy = this.RULE('policy', (): Policy => {
    const word = this.OR([
      { ALT: () => this.CONSUME(Word.forbid) },
      { ALT: () => this.CONSUME(Word.only) },
    ])
    this.ACTION(() => this.markPath())
    const path = this.OPTION1(() => this.CONSUME(Path)) !== undefined
    const example = `${word.image} client -> database "clients go through a service"`
    const from = this.SUBRULE1(this.wantedSelector, { ARGS: [word.image, example] })
    let arrow: ArrowToken | undefined
    let to: Selector | undefined
    let reason: TextNode | undefined
    this.ACTION(() => this.checkOneEnd(word, path, from))
    if (from !== undefined && this.lacks(Arrow)) this.missedPolicyArrow(word, from)
    this.OPTION2(() => {
      const sign = this.CONSUME(Arrow)
      arrow = this.arrowOf(sign)
      to = this.SUBRULE2(this.wantedSelector, { ARGS: [sign.image, example] })
    })
    this.ACTION(() => this.checkOneEnd(word, path, to))
    this.ACTION(() => this.checkOneArrow(word, from))
    if (to !== undefined && this.lacks(Text)) this.missedWhy(word)
    this.OPTION3(() => {
      reason = this.textOf(this.CONSUME(Text))
    })
    return {
      kind: 'policy',
      policy: word.image === 'only' ? 'only' : 'forbid',
      path,
      from,
      arrow,
      to,
      reason,
      span: this.spanFrom(word.startOffset),
    }
  })

  /** `forbid a, b -> c`. */
  private checkOneEnd(word: IToken, path: boolean, end: Selector | undefined): void {
    if (end === undefined || !this.seesFurther()) return
    const at = this.spanOf(this.LA(1))
    const other = this.LA(2).image
    const head = this.source.text.slice(word.startOffset, end.span.start)
    const isFirst = !head.includes('->') && !head.includes('>')
    this.skipFurther()
    const rest = /^[^\r\n]*/.exec(this.source.text.slice(this.endOfConsumed()))![0].trimEnd()
    const start = isFirst ? `${word.image}${path ? ' path' : ''} ` : head
    const example = `${start}${other} ${rest.trim() || '"the reason"'}`
    this.report(oneAtATime(at, `\`${word.image}\` names one place on each side`, example))
  }

  /** `forbid a -> b -> c`. */
  private checkOneArrow(word: IToken, from: Selector | undefined): void {
    if (from === undefined || !this.sees(Arrow) || this.beginsLine()) return
    const at = this.spanOf(this.LA(1))
    while (this.sees(Arrow) && selectorStarts.some((type) => this.sees(type, 2))) {
      this.SKIP_TOKEN()
      this.SKIP_TOKEN()
    }
    this.report(policyChain(at, word.image, spanText(from.span), this.LA(0).image))
  }

  private missedPolicyArrow(word: IToken, from: Selector): void {
    const at = this.placeOfMissing()
    this.missed(missingPolicyArrow(at, word.image, spanText(from.span), this.found()))
  }

  private missedWhy(word: IToken): void {
    const statement = spanText(this.spanFrom(word.startOffset))
    this.missed(missingReason(this.placeOfMissing(), statement, this.found()))
  }

  private wantedSelector = this.RULE(
    'wantedSelector',
    (after: string, example: string): Selector | undefined => {
      if (this.lacksSelector()) {
        this.missed(missingSelector(this.placeOfMissing(), after, this.found(), example))
        return undefined
      }
      return this.SUBRULE(this.selector)
    },
  )

  private lacksSelector(): boolean {
    if (this.RECORDING_PHASE) return false
    return !selectorStarts.some((type) => this.sees(type)) || this.startsStatement()
  }

  private selector = this.RULE(
    'selector',
    (): Selector =>
      this.OR([
        {
          ALT: (): Selector => {
            const name = this.nameOf(this.CONSUME(Name))
            return { kind: 'name', name, span: name.span }
          },
        },
        {
          ALT: (): Selector => {
            const flow = this.textOf(this.CONSUME(Text))
            return { kind: 'flow', flow, span: flow.span }
          },
        },
        {
          ALT: (): Selector => {
            const token = this.CONSUME(Tag)
            return { kind: 'tag', tag: this.tagOf(token), span: this.spanOf(token) }
          },
        },
        {
          ALT: (): Selector => ({ kind: 'everything', span: this.spanOf(this.CONSUME(Star)) }),
        },
      ]),
  )

  private markSurvive(): void {
    const word = this.LA(1)
    if (this.seesName() && word.image === 'survive') {
      this.retag(word, Survive)
    }
  }

  private markFor(): void {
    const word = this.LA(1)
    if (!this.seesName() || word.image !== 'for') return
    const isName = [Colon, OpenBrace, Comma, Arrow].some((type) => this.sees(type, 2))
    if (!isName) this.retag(word, For)
  }

  private markPath(): void {
    const word = this.LA(1)
    if (this.seesName() && word.image === 'path' && !this.sees(Arrow, 2)) this.retag(word, Path)
  }
}
