// The TextMate grammar of the language, for editors, made from the lists that the lexer and the parser
// read. A word is coloured as a statement's only where it can begin one; it has no reserved names either.

import { arrows, comparisons, placeWords, statementWords } from '#grammar/words.ts'

const name = String.raw`[\p{L}\p{M}_][\p{L}\p{M}\p{Nd}_]*(?:-[\p{L}\p{M}\p{Nd}_]+)*`
const dotted = `${name}(?:\\.${name})*`
const arrow = arrows.join('|')

export function textMate(): string {
  return `${JSON.stringify(grammar, null, 2)}\n`
}

const grammar = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'Architecture',
  scopeName: 'source.arch',
  fileTypes: ['arch'],
  patterns: [{ include: '#all' }],
  repository: {
    all: {
      patterns: [
        { name: 'comment.line.number-sign.arch', match: '#.*$' },
        {
          name: 'string.quoted.triple.arch',
          begin: '"""',
          end: '"""',
          patterns: [{ include: '#escape' }],
        },
        {
          name: 'string.quoted.double.arch',
          begin: '"',
          end: '"|$',
          patterns: [{ include: '#escape' }],
        },
        { name: 'constant.other.date.arch', match: String.raw`\b\d{4}-\d{2}-\d{2}\b` },
        {
          match: String.raw`(\d[\d_]*(?:\.\d[\d_]*)?)((?:%|[\p{L}\p{M}]+)?(?:/[\p{L}]+)?)`,
          captures: {
            1: { name: 'constant.numeric.arch' },
            2: { name: 'keyword.other.unit.arch' },
          },
        },
        { name: 'entity.name.tag.arch', match: `@${dotted}` },
        { name: 'keyword.operator.arrow.arch', match: arrow },
        { name: 'keyword.operator.comparison.arch', match: comparisons.join('|') },
        {
          match: `(${dotted})\\s*(:)`,
          captures: {
            1: { name: 'variable.other.property.arch' },
            2: { name: 'punctuation.separator.key-value.arch' },
          },
        },
        {
          name: 'keyword.control.arch',
          match: `(?:^|(?<=[\\s{}]))(?:${statementWords.join('|')})(?=\\s)(?!\\s*(?:[:{,]|(?:${arrow})(?!\\s*\\{)))`,
        },
        {
          name: 'keyword.other.arch',
          match: `(?<=\\s)(?:${placeWords.join('|')})(?=\\s)(?!\\s*(?:[:{,]|${arrow}))`,
        },
        {
          name: 'constant.language.arch',
          match: '(?<![\\p{L}\\p{Nd}_.-])(?:yes|no|true|false)(?![\\p{L}\\p{Nd}_.-])',
        },
        {
          match: `(?:^|(?<=[{}]))\\s*(${name})[ \\t]+(${name})(?=\\s*(?:["{}#]|$))`,
          captures: {
            1: { name: 'storage.type.arch' },
            2: { name: 'entity.name.type.arch' },
          },
        },
        { name: 'variable.other.arch', match: dotted },
      ],
    },
    escape: {
      patterns: [
        {
          name: 'constant.character.escape.arch',
          match: String.raw`\\(?:["\\nt]|u\{[0-9a-fA-F]{1,6}\})`,
        },
        { name: 'invalid.illegal.escape.arch', match: String.raw`\\.` },
      ],
    },
  },
} as const
