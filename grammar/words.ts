// The words of the language: what begins a statement, what means something only in its place, and the
// signs. The lexer, the parser and the generated TextMate grammar read the same lists.

/** Begin a statement; everywhere else they are names like any other. */
export const statementWords = [
  'import',
  'title',
  'kind',
  'every',
  'flow',
  'require',
  'forbid',
  'only',
  'scenario',
  'view',
  'ignore',
] as const

export type StatementWord = (typeof statementWords)[number]

/** Mean something only in their places: `import … as`, `require … for`, `2 of`, `forbid path`, `require survive`. */
export const placeWords = ['as', 'for', 'of', 'path', 'survive'] as const

export const arrows = ['->', '~>', '=>'] as const

export const comparisons = ['>=', '<=', '!=', '>', '<', '='] as const
