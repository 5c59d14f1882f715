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
    const reason = this.OPTION3(() => this.textOf(this.CONSUME(Text)))
    return {
      kind: 'require',
      requirement,
      ...reach,
      ...(reason === undefined ? {} : { reason }),
      span: this.spanFrom(word.startOffset),
    }
  })

  private survival = this.RULE('survival', (): Requirement | undefined => {
    this.CONSUME(Survive)
    let count: Quantity | undefined
    let what: NameNode | undefined
    if (this.lacks(Amount)) this.missed(missingSurviveCount(this.placeOfMissing(), this.found()))
    else count = this.quantityOf(this.CONSUME(Amount))
    if (count === undefined) return undefined
    if (this.lacksName()) this.missedWhat()
    else what = this.nameOf(this.CONSUME(Name))
    return what && { kind: 'survive', count, what }
  })

  private missedWhat(): void {
    this.missed(missingSurviveKind(this.placeOfMissing(), this.LA(0).image, this.found()))
  }

  private metric = this.RULE('metric', (): Requirement => {
    const metric = this.nameOf(this.CONSUME(Name))
    if (this.sees(Amount) && !this.beginsLine()) this.fail(this.noComparison(metric))
    let comparison: Comparison | undefined
    let value: Value | undefined
    this.OPTION(() => {
      const sign = this.CONSUME(Compare)
      // The lexer lets only the signs of Comparison through.
      comparison = (sign.payload ?? sign.image) as Comparison
      if (this.lacksValue()) this.missedBound(metric, sign)
      else value = this.SUBRULE(this.value)
    })
    return {
      kind: 'metric',
      metric,
      ...(comparison === undefined ? {} : { comparison }),
      ...(value === undefined ? {} : { value }),
    }
  })

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
    if (from !== undefined && this.lacks(Arrow)) this.missedPolicyArrow(word, from)
    this.OPTION2(() => {
      const sign = this.CONSUME(Arrow)
      arrow = this.arrowOf(sign)
      to = this.SUBRULE2(this.wantedSelector, { ARGS: [sign.image, example] })
    })
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
    if (this.seesName() && word.image === 'survive' && !this.sees(Compare, 2)) {
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
