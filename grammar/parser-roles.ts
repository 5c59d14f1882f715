// What part the word plays that begins an item, decided by what follows it. There are no reserved names:
// a statement word is one only here, and not before `:`, `{`, `,` or an arrow. A mistake that shows what
// was meant (`replicas = 2`, `flwo "x"`) is told, and the word gets the part that was meant.

import type { TokenType } from 'chevrotain'
import type { ComponentDeclaration } from './ast.ts'
import { verbBeforeEdge } from './meant-messages.ts'
import {
  edgeAfterKind,
  equalsForColon,
  misspeltStatement,
  nameOnNextLine,
  numberAsName,
} from './messages.ts'
import { nearest } from './nearest.ts'
import { ParserWithStatements } from './parser-statements.ts'
import { kinds } from './parser-tokens.ts'
import type { TableToken } from './table.ts'
import { tokenEnd } from './tokens.ts'
import {
  Amended,
  Amount,
  Arrow,
  Bare,
  Colon,
  Compare,
  Key,
  KindName,
  Name,
  OpenBrace,
  OpenBracket,
  Source,
  statementToken,
  Text,
  Word,
} from './vocabulary.ts'

const wordsBeforeText = ['import', 'title', 'flow', 'scenario']
const wordsBeforeName = ['kind', 'require', 'forbid', 'only', 'ignore']

export abstract class ParserWithRoles extends ParserWithStatements {
  protected classify(): void {
    if (this.kindAt(1) !== kinds.name) return
    const token = this.LA(1)
    if (this.isKindInEdge(token)) this.dropKind(token)
    else this.retag(token, this.role(token))
  }

  /** `service web -> api`. */
  private isKindInEdge(token: TableToken): boolean {
    if (
      this.kindAt(3) !== kinds.arrow ||
      this.isForeignArrow(token) ||
      !this.seesName(2) ||
      this.beginsLine(2) ||
      this.beginsLine(3)
    ) {
      return false
    }
    return (
      statementToken(token.image) === undefined &&
      nearest(token.image, wordsBeforeName) === undefined
    )
  }

  /** `service q → r`: the arrow is the one mistake there. */
  private isForeignArrow(kind: TableToken): boolean {
    return this.LA(3).payload !== undefined && !edgeVerbs.has(kind.image)
  }

  /** Declared in front of an edge, where no component can be: told, and declared all the same. */
  protected aside: ComponentDeclaration | undefined

  private dropKind(kind: TableToken): void {
    const name = this.LA(2)
    const between = this.source.text.slice(tokenEnd(kind), name.startOffset)
    // Anything but space between them is a sign that was told and dropped.
    const arrow = this.LA(3)
    if (between.trim() === '' && edgeVerbs.has(kind.image)) {
      const target = this.seesName(4) ? this.LA(4).image : 'target'
      const edge = `${name.image} ${arrow.payload ?? arrow.image} ${target}`
      this.report(verbBeforeEdge(this.spanOf(kind), kind.image, edge))
    } else if (between.trim() === '') {
      this.report(edgeAfterKind(this.spanOf(kind), kind.image, name.image, arrow.image))
      const span = { ...this.spanOf(kind), end: tokenEnd(name) }
      this.aside = { kind: 'component', type: this.nameOf(kind), name: this.nameOf(name), span }
    }
    this.SKIP_TOKEN()
    this.retag(name, Source)
  }

  private role(token: TableToken): TokenType {
    const next = this.kindAt(2)
    if (next === kinds.colon) return Key
    if (next === kinds.openBrace) return Amended
    if (next === kinds.comma) return this.isUnit() ? Bare : Source
    if (next === kinds.arrow) {
      return token.image === 'every' && this.sees(OpenBrace, 3) ? Word.every : Source
    }
    return statementToken(token.image) ?? this.roleOfOther(token)
  }

  /** `5 ms, timeout: 1s`: a word behind a number, and no source of an edge. */
  private isUnit(): boolean {
    if (this.kindAt(0) !== kinds.amount || this.kindAt(-1) !== kinds.colon) return false
    let at = 2
    while (this.kindAt(at) === kinds.comma && this.seesName(at + 1)) at += 2
    return !this.beginsLine() && this.kindAt(at) !== kinds.arrow
  }

  private roleOfOther(token: TableToken): TokenType {
    if (this.sees(Text, 2)) return this.meant(token, wordsBeforeText) ?? KindName
    if (this.beginsLine(2)) return this.roleAlone(token)
    if (this.seesName(2)) return this.roleBeforeName(token)
    if (this.sees(Compare, 2) && this.isAssigned()) return this.assigned(token)
    if (this.sees(Amount, 2) && this.depth === 0) return this.kindBeforeNumber()
    if (this.sees(Amount, 2) || this.sees(OpenBracket, 2)) return Key
    return Bare
  }

  /** A component, unless what follows its name shows that the word was meant for a statement's. */
  private roleBeforeName(token: TableToken): TokenType {
    const third = this.LA(3).tokenType
    const isStatement = third === Compare || third === Arrow || third === Colon || third === Amount
    if (!isStatement || this.beginsLine(3)) return KindName
    return this.meant(token, wordsBeforeName) ?? KindName
  }

  /** A word alone on its line: a kind, where the next line can only be its name. */
  private roleAlone(kind: TableToken): TokenType {
    const name = this.LA(2)
    const isName = this.seesName(2) && statementToken(name.image) === undefined
    const isWhole = this.beginsLine(3) || this.sees(OpenBrace, 3) || this.sees(Text, 3)
    if (!isName || !isWhole) return Bare
    this.report(nameOnNextLine(this.spanOf(name), kind.image, name.image))
    return KindName
  }

  /** `service 9api`, where no attribute can stand. */
  private kindBeforeNumber(): TokenType {
    const number = this.LA(2)
    this.report(numberAsName(this.spanOf(number)))
    this.retag(number, Name)
    return KindName
  }

  private isAssigned(): boolean {
    const { image, payload } = this.LA(2)
    return image === '=' || (payload !== undefined && this.depth > 0)
  }

  private assigned(token: TableToken): TokenType {
    const sign = this.LA(2)
    if (sign.image === '=') this.report(equalsForColon(this.spanOf(sign), token.image))
    this.retag(sign, Colon)
    return Key
  }

  private meant(token: TableToken, words: readonly string[]): TokenType | undefined {
    const word = nearest(token.image, words)
    if (word === undefined) return undefined
    this.report(misspeltStatement(this.spanOf(token), token.image, word))
    return statementToken(word)
  }
}

/** Words of other languages in front of an edge. */
const edgeVerbs: ReadonlySet<string> = new Set([
  'allow',
  'arrow',
  'call',
  'connect',
  'edge',
  'link',
  'permit',
  'rel',
  'send',
  'use',
])
