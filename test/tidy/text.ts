// House style that can be read off a file's text: headers, lengths, forbidden words and forms. Each check
// takes one file and gives its problems, one line each, so that a bad snippet can show that it bites.

import { codeOf } from './code.ts'
import { isGenerated, isTest, type SourceFile } from './tree.ts'

type Check = (file: SourceFile) => readonly string[]

const longFile = 250
const longestFile = 400

/** Every check of one file's text, by the words of the rule that it enforces. */
export const textChecks: Readonly<Record<string, Check>> = {
  'a file starts with a comment of whole sentences': headerProblems,
  'a file has at most 400 lines, and says why past 250': lengthProblems,
  'there is no any': forbidden(
    /(?::|<|\||&|\bas|=>)\s*any\b(?!\s*[:(.=])|,\s*any\s*>|\bany\s*\[\]/g,
    'any',
  ),
  'there is no enum, no namespace, no decorator': forbidden(
    /\benum\s+[\w$]+\s*\{|\b(?:namespace|module)\s+[\w$.]+\s*\{|^[ \t]*@\w+/gm,
    'an enum, a namespace or a decorator',
  ),
  'classes are the parser alone': classProblems,
  'work to be done has an issue': noteProblems,
  'no test is skipped or focused': forbidden(
    /\b(?:it|test|describe|suite)(?:\.\w+)*\.(?:only|skip|todo|fails|skipIf|runIf)\b|\b[xf](?:it|describe)\(/g,
    'a skipped or focused test',
  ),
  'default exports are for rules and configurations': defaultProblems,
  'the clock, chance, the locale and the process stay in src/cli': ambientProblems,
}

function forbidden(pattern: RegExp, what: string): Check {
  return ({ path, text }) => {
    const code = codeOf(text)
    return [...code.matchAll(pattern)].map((match) => {
      const at = match.index + match[0].length
      return `${path}:${lineOf(code, at)}: ${what}`
    })
  }
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
}

function headerProblems(file: SourceFile): readonly string[] {
  if (/^[^/]+\.config\.ts$/.test(file.path) || isGenerated(file)) return []
  return /[.:](\s|$)/.test(headerOf(file.text)) ? [] : [`${file.path}: no header comment`]
}

/** The comment that a file starts with, without its slashes. */
function headerOf(text: string): string {
  const lines = text.replace(/^#!.*\n/, '').split('\n')
  const end = lines.findIndex((line) => !line.startsWith('//'))
  return lines
    .slice(0, end < 0 ? lines.length : end)
    .map((line) => line.slice(2).trim())
    .join(' ')
}

function lengthProblems(file: SourceFile): readonly string[] {
  if (isGenerated(file)) return []
  const lines = file.text.trimEnd().split('\n').length
  if (lines > longestFile) return [`${file.path}: ${lines} lines, the most is ${longestFile}`]
  if (lines <= longFile || /250 lines/.test(headerOf(file.text))) return []
  return [`${file.path}: ${lines} lines; split it, or say in its header why it is past 250 lines`]
}

function classProblems(file: SourceFile): readonly string[] {
  if (/^grammar\/parser(-[a-z]+)?\.ts$/.test(file.path)) return []
  return forbidden(/(?:^|[^.\w])class\s+[\w$]+|=\s*class\b/g, 'a class')(file)
}

function noteProblems({ path, text }: SourceFile): readonly string[] {
  const notes = new RegExp(
    `\\b(?:${['TO', 'FIX', 'XX'].join('|')})(?:DO|ME|X)\\b(?!\\s*\\(?#\\d)`,
    'g',
  )
  return [...text.matchAll(notes)].map(
    (match) => `${path}:${lineOf(text, match.index)}: ${match[0]} without the number of an issue`,
  )
}

function defaultProblems(file: SourceFile): readonly string[] {
  if (/^rules\/[^/]+\/[^/]+\.ts$/.test(file.path) || /\.config\.ts$/.test(file.path)) return []
  return forbidden(/\bexport\s+default\b|\bas\s+default\b/g, 'a default export')(file)
}

function ambientProblems(file: SourceFile): readonly string[] {
  if (isTest(file.path) || !/^(grammar|src|rules)\//.test(file.path)) return []
  if (file.path.startsWith('src/cli/')) return []
  return forbidden(
    /\bprocess\.|\bconsole\.|\bDate\.now\b|\bnew Date\b|\bperformance\.|\bMath\.random\b|\.localeCompare\b|\.toLocale\w+\b|\bIntl\./g,
    'something of the machine or the moment',
  )(file)
}
