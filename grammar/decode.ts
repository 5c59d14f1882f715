// Bytes to text. A file is UTF-8, with or without a byte-order mark; what is not is refused whole, with
// the place of the first byte that does not fit, since a half-read file would say half of what it means.

import { type Diagnostic, problem } from './diagnostic.ts'
import { type SourceText, sourceText } from './source.ts'

export type Decoded = { readonly source: SourceText } | { readonly diagnostic: Diagnostic }

export function decode(bytes: Uint8Array, path: string): Decoded {
  const zero = bytes.indexOf(0)
  if (zero >= 0 && !isWide(bytes)) return { diagnostic: binaryFile(validPart(bytes, path, zero)) }
  try {
    return { source: sourceText(path, new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return { diagnostic: notUtf8(validPart(bytes, path, firstBadByte(bytes)), bytes) }
  }
}

/** The text in front of the byte, which is where the message points. */
function validPart(bytes: Uint8Array, path: string, end: number): SourceText {
  return sourceText(path, new TextDecoder().decode(bytes.subarray(0, end)))
}

function binaryFile(source: SourceText): Diagnostic {
  const at = { source, start: source.text.length, end: source.text.length }
  return problem('syntax', 'binary-file', at, `${source.path} is no text: a NUL byte stands here`, {
    help: 'name a text file with the ending `.arch`',
  })
}

function notUtf8(source: SourceText, bytes: Uint8Array): Diagnostic {
  const at = { source, start: source.text.length, end: source.text.length }
  return problem(
    'syntax',
    'not-utf-8',
    at,
    `${source.path} is not UTF-8: a byte here does not fit`,
    {
      help: isWide(bytes) ? 'it looks like UTF-16; save it as UTF-8' : 'save it as UTF-8',
    },
  )
}

/** UTF-16 with its byte-order mark. */
function isWide([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

/** Offset of the first byte that begins no whole character (The Unicode Standard, table 3-7). */
function firstBadByte(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const length = characterLength(bytes, at)
    if (length === 0) return at
    at += length
  }
  return at
}

/** Bytes of the character at the offset; 0 where they are none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!
  if (first < 0x80) return 1
  if (first < 0xc2 || first > 0xf4) return 0
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  const second = bytes[at + 1] ?? 0
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return 0
  for (let next = 2; next < length; next++) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0
  }
  return length
}
