// Components: a kind, a name, a label, a body. What stands behind the name and cannot (one more name, an
// arrow of another language) shows what was meant, and is told once.

import type { IToken } from 'chevrotain'
import type { Body, ComponentDeclaration, Name as NameNode, Text as TextNode } from './ast.ts'
import { furtherComponent, nameOfWords, verbForArrow } from './meant-messages.ts'
import { componentOfOneWord, componentWithoutName, dottedName, textAfterWord } from './messages.ts'
import { ParserWithRequirements } from './parser-requirements.ts'
import { kinds } from './parser-tokens.ts'
import { type Span, spanText } from './source.ts'
import { Arrow, CloseBrace, Comma, KindName, Name, statementToken, Text } from './vocabulary.ts'

export abstract class ParserWithComponents extends ParserWithRequirements {
  protected component = this.RULE(
    'component',
    (): ComponentDeclaration | readonly ComponentDeclaration[] | undefined => {
      const type = this.CONSUME(KindName)
      const token = this.OPTION1(this.nameToken)
      if (token !== undefined && this.kindAt(1) === kinds.name) this.checkOneWord(type, token)
      if (this.kindAt(1) === kinds.arrow) this.skipForeignArrows()
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

  /** `service q → r`: told by its arrow. */
  private skipForeignArrows(): void {
    while (!this.beginsLine() && this.sees(Arrow) && this.seesName(2)) {
      this.SKIP_TOKEN()
      this.SKIP_TOKEN()
    }
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
    const holds = body?.items.some((item) => item.kind === 'component') === true
    const message = holds ? componentWithoutName : body ? componentOfOneWord : textAfterWord
    this.report(message(at, type.image, spanText(label.span)))
    return holds
  }

  protected declared(token: IToken): NameNode {
    const name = this.nameOf(token)
    const dot = name.text.lastIndexOf('.')
    if (dot < 0) return name
    this.report(dottedName(name.span))
    const start = name.span.end - (token.image.length - token.image.lastIndexOf('.') - 1)
    return { text: name.text.slice(dot + 1), span: { ...name.span, start } }
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
