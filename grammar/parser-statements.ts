// Statements that begin with a word of their own, and components. A statement that is cut short is told
// once and keeps what was read of it.
// It is past 250 lines: a dozen short rules, one a statement.

import type { IToken } from 'chevrotain'
import type {
  Amend,
  ArrowToken,
  Body,
  ComponentDeclaration,
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
import { furtherComponent, nameOfWords, oneAtATime, verbForArrow } from './meant-messages.ts'
import {
  componentWithoutName,
  dottedName,
  missingBody,
  missingName,
  missingText,
  textAfterWord,
  unquotedText,
  wordAsKind,
} from './messages.ts'
import { ParserWithRequirements } from './parser-requirements.ts'
import { kinds } from './parser-tokens.ts'
import { type Span, spanText } from './source.ts'
import { missingBase, missingEvery, missingReason, missingRule } from './statement-messages.ts'
import {
  Amended,
  Arrow,
  As,
  CloseBrace,
  Colon,
  Comma,
  KindName,
  Name,
  OpenBrace,
  statementToken,
  Text,
  Word,
} from './vocabulary.ts'

export abstract class ParserWithStatements extends ParserWithRequirements {
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
    if (path === undefined) return undefined
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

  protected component = this.RULE(
    'component',
    (): ComponentDeclaration | readonly ComponentDeclaration[] | undefined => {
      const type = this.CONSUME(KindName)
      const token = this.OPTION1(this.nameToken)
      if (token !== undefined && this.kindAt(1) === kinds.name) this.checkOneWord(type, token)
      const label = this.optionalText()
      const body = this.optionalBody()
      if (token === undefined && label && !this.isNameless(type, label, body)) return undefined
      const span = this.spanFrom(type.startOffset)
      const name = token && this.declared(token)
      const component = componentOf(this.nameOf(type), name, label, body, span)
      if (name === undefined || !this.seesFurtherName()) return component
      return [component, ...this.furtherComponents(this.nameOf(type))]
    },
  )

  /** `service a, b`: true before a name that begins nothing of its own. */
  private seesFurtherName(): boolean {
    if (!this.may(kinds.comma) || this.RECORDING_PHASE) return false
    if (!this.seesName(2) || this.beginsLine(2)) return false
    return this.beginsLine(3) || this.sees(CloseBrace, 3) || this.seesNameBehindComma()
  }

  private seesNameBehindComma(): boolean {
    for (let at = 3; this.sees(Comma, at) && this.seesName(at + 1); at += 2) {
      if (this.beginsLine(at + 2) || this.sees(CloseBrace, at + 2)) return !this.beginsLine(at + 1)
    }
    return false
  }

  private furtherComponents(type: NameNode): readonly ComponentDeclaration[] {
    this.report(furtherComponent(this.spanOf(this.LA(1)), type.text, this.LA(2).image))
    const components: ComponentDeclaration[] = []
    while (this.sees(Comma) && this.seesName(2) && !this.beginsLine(2)) {
      this.SKIP_TOKEN()
      const name = this.nameOf(this.LA(1))
      this.SKIP_TOKEN()
      components.push({ kind: 'component', type, name, span: name.span })
    }
    return components
  }

  /** `a calls b`, `service photo api`: says what is meant where a third word ends the line. */
  private checkOneWord(type: IToken, name: IToken): void {
    if (this.RECORDING_PHASE || this.beginsLine()) return
    const third = this.LA(1)
    const ends = this.beginsLine(2) || this.sees(CloseBrace, 2) || this.sees(Text, 2)
    if (!ends || statementToken(third.image) !== undefined) return
    this.fail(
      verbs.has(name.image)
        ? verbForArrow(this.spanOf(name), type.image, third.image)
        : nameOfWords(this.spanOf(third), type.image, [name.image, third.image]),
    )
  }

  private nameToken = () => this.CONSUME(Name)

  /** Says what is missing between a word and a text; true where the word can only be a kind. */
  private isNameless(type: IToken, label: TextNode, body: Body | undefined): boolean {
    const at = this.spanOf(type)
    if (isOpenText(label)) return body !== undefined
    const message = body ? componentWithoutName : textAfterWord
    this.report(message(at, type.image, spanText(label.span)))
    return body !== undefined
  }

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

  private declared(token: IToken): NameNode {
    const name = this.nameOf(token)
    const dot = name.text.lastIndexOf('.')
    if (dot < 0) return name
    this.report(dottedName(name.span))
    const start = name.span.end - (token.image.length - token.image.lastIndexOf('.') - 1)
    return { text: name.text.slice(dot + 1), span: { ...name.span, start } }
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

const verbs: ReadonlySet<string> = new Set([
  'calls',
  'connects',
  'depends',
  'links',
  'needs',
  'queries',
  'reads',
  'sends',
  'talks',
  'to',
  'uses',
  'writes',
])

/** True for a text without an end, which is told already. */
function isOpenText({ span }: TextNode): boolean {
  return /^"(?:|.*[^"])$/.test(spanText(span))
}

/** Written out, since there are so many of them: objects that grow take more room. */
function componentOf(
  type: NameNode,
  name: NameNode | undefined,
  label: TextNode | undefined,
  body: Body | undefined,
  span: Span,
): ComponentDeclaration {
  if (label === undefined) {
    return body === undefined
      ? { kind: 'component', type, name, span }
      : { kind: 'component', type, name, body, span }
  }
  return body === undefined
    ? { kind: 'component', type, name, label, span }
    : { kind: 'component', type, name, label, body, span }
}
