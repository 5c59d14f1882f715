// Statements that begin with a word of their own, and components. A statement that is cut short is told
// once and keeps what was read of it.
// It is past 250 lines: a dozen short rules, one a statement.

import type { IToken } from 'chevrotain'
import type {
  Amend,
  ArrowToken,
  Body,
  Every,
  FlowDeclaration,
  Ignore,
  Import,
  KindDeclaration,
  Name as NameNode,
  ScenarioDeclaration,
  Text as TextNode,
  Title,
  View,
} from './ast.ts'
import { oneAtATime } from './meant-messages.ts'
import { missingBody, missingName, missingText, unquotedText, wordAsKind } from './messages.ts'
import { ParserWithComponents } from './parser-components.ts'
import { spanText } from './source.ts'
import { missingBase, missingEvery, missingReason, missingRule } from './statement-messages.ts'
import {
  Amended,
  Arrow,
  As,
  Colon,
  Comma,
  Name,
  OpenBrace,
  statementToken,
  Text,
  Word,
} from './vocabulary.ts'

export abstract class ParserWithStatements extends ParserWithComponents {
  protected import = this.RULE('import', (): Import | undefined => {
    const word = this.CONSUME(Word.import)
    const token = this.OPTION1(() => this.CONSUME(Text))
    const path = this.textAfter(word, token, 'import "./shared.arch"')
    this.ACTION(() => this.markAs())
    let as: NameNode | undefined
    this.OPTION2(() => {
      this.CONSUME(As)
      if (this.lacksName()) this.missedName('as', 'import "./shared.arch" as shared')
      else as = this.declared(this.CONSUME(Name))
    })
    // Words without quotes name no file.
    if (path === undefined || token === undefined) return undefined
    return {
      kind: 'import',
      path,
      ...(as === undefined ? {} : { as }),
      span: this.spanFrom(word.startOffset),
    }
  })

  protected title = this.RULE('title', (): Title | undefined => {
    const word = this.CONSUME(Word.title)
    const token = this.OPTION(() => this.CONSUME(Text))
    const title = this.textAfter(word, token, 'title "Photo sharing"')
    if (title === undefined) return undefined
    return { kind: 'title', title, span: this.spanFrom(word.startOffset) }
  })

  protected kind = this.RULE('kind', (): KindDeclaration => {
    const word = this.CONSUME(Word.kind)
    let name: NameNode | undefined
    let base: NameNode | undefined
    if (this.lacksName()) this.missedName('kind', 'kind s3 : blob')
    else name = this.declaredKind(this.CONSUME1(Name))
    if (this.lacks(Colon)) this.missedBase(name)
    this.OPTION1(() => {
      this.CONSUME(Colon)
      if (this.lacksName()) this.missedBase(name)
      else base = this.nameOf(this.CONSUME2(Name))
    })
    this.ACTION(() => this.checkOneBase(name))
    const body = this.OPTION2(() => this.SUBRULE(this.body))
    return {
      kind: 'kind',
      name,
      base,
      ...(body === undefined ? {} : { body }),
      span: this.spanFrom(word.startOffset),
    }
  })

  private checkOneBase(name: NameNode | undefined): void {
    if (!this.seesFurther()) return
    const at = this.spanOf(this.LA(1))
    const example = `kind ${name?.text ?? 'other'}-2 : ${this.LA(2).image}`
    this.report(oneAtATime(at, 'a kind builds on one other', example))
    this.skipFurther()
  }

  private missedBase(name: NameNode | undefined): void {
    if (name === undefined) return
    this.missed(missingBase(this.placeOfMissing(), name.text, this.found()))
  }

  protected every = this.RULE('every', (): Every => {
    const word = this.CONSUME(Word.every)
    let of: NameNode | ArrowToken | undefined
    if (this.lacks(Arrow) && this.lacksName()) {
      this.missed(missingEvery(this.placeOfMissing(), this.found()))
    }
    this.OPTION1(() => {
      of = this.arrowOf(this.CONSUME(Arrow))
    })
    if (of === undefined || this.RECORDING_PHASE) {
      this.OPTION2({
        GATE: () => !this.startsStatement(),
        DEF: () => {
          of = this.nameOf(this.CONSUME(Name))
        },
      })
    }
    const head = this.headOf(word)
    this.ACTION(() => this.checkOneOf())
    const example = of === undefined || 'text' in of ? 'replicas: 2' : 'timeout: 1s'
    const body = this.SUBRULE(this.neededBody, { ARGS: [head, `${head} { ${example} }`, of] })
    return { kind: 'every', of, body, span: this.spanFrom(word.startOffset) }
  })

  private checkOneOf(): void {
    if (!this.seesFurther()) return
    const at = this.spanOf(this.LA(1))
    this.report(oneAtATime(at, '`every` takes one kind', `every ${this.LA(2).image} { … }`))
    this.skipFurther()
  }

  /** A body that the statement cannot do without; silent where something in front of it is missing already. */
  private neededBody = this.RULE(
    'neededBody',
    (head: string, example: string, front: unknown): Body | undefined => {
      if (front !== undefined && this.lacks(OpenBrace)) {
        this.missed(missingBody(this.placeOfMissing(), head, this.found(), example))
      }
      return this.OPTION(() => this.SUBRULE(this.body))
    },
  )

  protected amend = this.RULE('amend', (): Amend => {
    const target = this.CONSUME(Amended)
    const body = this.SUBRULE(this.body)
    return {
      kind: 'amend',
      target: this.nameOf(target),
      body,
      span: this.spanFrom(target.startOffset),
    }
  })

  protected flow = this.RULE('flow', (): FlowDeclaration => {
    const word = this.CONSUME(Word.flow)
    const token = this.OPTION(() => this.CONSUME(Text))
    const name = this.textAfter(word, token, 'flow "View a photo" { web -> api }')
    const head = this.headOf(word)
    const body = this.SUBRULE(this.neededBody, { ARGS: [head, `${head} { web -> api }`, token] })
    return { kind: 'flow', name, body, span: this.spanFrom(word.startOffset) }
  })

  protected scenario = this.RULE('scenario', (): ScenarioDeclaration => {
    const word = this.CONSUME(Word.scenario)
    const token = this.OPTION(() => this.CONSUME(Text))
    const name = this.textAfter(word, token, 'scenario "Black Friday" { load: 10x }')
    const head = this.headOf(word)
    const body = this.SUBRULE(this.neededBody, { ARGS: [head, `${head} { load: 10x }`, token] })
    return { kind: 'scenario', name, body, span: this.spanFrom(word.startOffset) }
  })

  protected view = this.RULE('view', (): View => {
    const word = this.CONSUME(Word.view)
    let name: NameNode | undefined
    if (this.lacksName()) this.missedName('view', 'view overview { depth: 1 }')
    else name = this.declared(this.CONSUME(Name))
    const label = this.OPTION(() => this.textOf(this.CONSUME(Text)))
    const head = this.headOf(word)
    const body = this.SUBRULE(this.neededBody, { ARGS: [head, `${head} { depth: 1 }`, name] })
    return {
      kind: 'view',
      name,
      ...(label === undefined ? {} : { label }),
      body,
      span: this.spanFrom(word.startOffset),
    }
  })

  protected ignore = this.RULE('ignore', (): Ignore => {
    const word = this.CONSUME(Word.ignore)
    let rule: NameNode | undefined
    if (this.lacksName()) this.missed(missingRule(this.placeOfMissing(), this.found()))
    else rule = this.nameOf(this.CONSUME(Name))
    if (rule !== undefined && this.lacks(Text)) this.missedReason(word)
    const reason = this.OPTION1(() => this.textOf(this.CONSUME(Text)))
    const body = this.OPTION2(() => this.SUBRULE(this.body))
    return {
      kind: 'ignore',
      rule,
      reason,
      ...(body === undefined ? {} : { body }),
      span: this.spanFrom(word.startOffset),
    }
  })

  /** What was read of the statement so far, as the author wrote it. */
  protected headOf(word: IToken): string {
    return this.RECORDING_PHASE ? '' : spanText(this.spanFrom(word.startOffset))
  }

  protected missedReason(word: IToken): void {
    this.missed(missingReason(this.placeOfMissing(), this.headOf(word), this.found()))
  }

  private missedName(after: string, example: string): void {
    this.missed(missingName(this.placeOfMissing(), after, this.found(), example))
  }

  /** The text behind a word; words without quotes are told and taken for it. */
  private textAfter(
    word: IToken,
    token: IToken | undefined,
    example: string,
  ): TextNode | undefined {
    if (this.RECORDING_PHASE) return undefined
    if (token !== undefined) return this.textOf(token)
    if (!this.seesName() || this.beginsLine()) {
      this.missed(missingText(this.placeOfMissing(), word.image, this.found(), example))
      return undefined
    }
    const start = this.LA(1).startOffset
    do this.SKIP_TOKEN()
    while ((this.seesName() || this.sees(Comma)) && !this.beginsLine())
    const span = this.spanFrom(start)
    this.report(unquotedText(span, word.image))
    return { text: spanText(span), span }
  }

  private declaredKind(token: IToken): NameNode | undefined {
    if (statementToken(token.image) === undefined) return this.declared(token)
    this.report(wordAsKind(this.spanOf(token)))
    return undefined
  }

  private markAs(): void {
    const word = this.LA(1)
    if (!this.seesName() || word.image !== 'as' || this.beginsLine()) return
    if (!this.sees(Colon, 2) && !this.sees(Arrow, 2)) this.retag(word, As)
  }
}
