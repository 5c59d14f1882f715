// Text as a model has it to text that a picture can show on one line.

/** Directions that an editor cannot see, which would turn round what follows them. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
/** Accents that every script shares: no language puts more than two on a letter. */
const towers =
  /(?<=(?:(?=\p{Script=Inherited})\p{M}){2})(?:(?=\p{Script=Inherited})\p{M})+|(?<=\p{M}{6})\p{M}+/gu
const invisible = /^(?:\p{Z}|\p{Cf}|\p{M}|\u115f|\u1160|\u3164|\uffa0)*$/u

/**
 * White space becomes a single space; what no picture can show is dropped: control characters, halves
 * of characters, marks past what fits on a line. What is then invisible is nothing.
 */
export function oneLine(text: string): string {
  const line = text
    .replace(/(?!\s)\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu, '')
    .replace(directions, '')
    .replace(towers, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return invisible.test(line) ? '' : line
}
