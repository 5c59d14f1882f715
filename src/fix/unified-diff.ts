// Two texts → a unified diff, with three lines of context, that `patch -p0` and `git apply -p0` take. Lines
// end at a line feed alone, so that a carriage return is part of its line.
// From the first line that differs the nearest pair of equal lines is looked for: O(lines + the square of the
// longest run of lines that differ). Such a diff need not be the shortest, and for a fix it is.

const context = 3

/** Empty where the texts are the same. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  const [old, now] = [linesOf(before), linesOf(after)]
  const hunks = hunksOf(changesBetween(old, now), old, now)
  const name = quotedName(path)
  return `--- ${name}\n+++ ${name}\n${hunks.join('')}`
}

/** The lines of the second text, 0-based and `to` exclusive, that stand in place of others of the first. */
export function changedLines(
  before: string,
  after: string,
): readonly { readonly from: number; readonly to: number }[] {
  const changes = changesBetween(linesOf(before), linesOf(after))
  return changes.map(({ start, end }) => ({ from: start, to: end }))
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** Lines `from` to `to` of the old text are replaced by `start` to `end` of the new one; all exclusive. */
interface Change {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

function changesBetween(old: readonly string[], now: readonly string[]): readonly Change[] {
  const changes: Change[] = []
  let [from, start] = [0, 0]
  while (from < old.length || start < now.length) {
    if (from < old.length && old[from] === now[start]) {
      from++
      start++
      continue
    }
    const [to, end] = nextEqual(old, now, from, start)
    changes.push({ from, to, start, end })
    from = to
    start = end
  }
  return changes
}

/** The nearest indices behind these where lines are equal; the lengths where none are. */
function nextEqual(
  old: readonly string[],
  now: readonly string[],
  from: number,
  start: number,
): readonly [number, number] {
  const furthest = old.length - from + now.length - start
  for (let distance = 1; distance < furthest; distance++) {
    const least = Math.max(0, distance - (now.length - start) + 1)
    const most = Math.min(distance, old.length - from - 1)
    for (let skipped = least; skipped <= most; skipped++) {
      const [to, end] = [from + skipped, start + distance - skipped]
      if (old[to] === now[end]) return [to, end]
    }
  }
  return [old.length, now.length]
}

function hunksOf(
  changes: readonly Change[],
  old: readonly string[],
  now: readonly string[],
): readonly string[] {
  const hunks: Change[][] = []
  for (const change of changes) {
    const last = hunks.at(-1)
    if (last && change.from - last.at(-1)!.to <= 2 * context) last.push(change)
    else hunks.push([change])
  }
  return hunks.map((hunk) => printHunk(hunk, old, now))
}

function printHunk(
  hunk: readonly Change[],
  old: readonly string[],
  now: readonly string[],
): string {
  const [first, last] = [hunk[0]!, hunk.at(-1)!] // no hunk is empty
  const from = Math.max(0, first.from - context)
  const to = Math.min(old.length, last.to + context)
  const start = first.start - (first.from - from)
  const end = last.end + (to - last.to)
  const lines: string[] = []
  let at = from
  for (const change of hunk) {
    lines.push(...old.slice(at, change.from).map((line) => signed(' ', line)))
    lines.push(...old.slice(change.from, change.to).map((line) => signed('-', line)))
    lines.push(...now.slice(change.start, change.end).map((line) => signed('+', line)))
    at = change.to
  }
  lines.push(...old.slice(at, to).map((line) => signed(' ', line)))
  return `@@ -${range(from, to)} +${range(start, end)} @@\n${lines.join('')}`
}

/** 1-based first line and count; the line before where there are none. */
function range(start: number, end: number): string {
  const count = end - start
  return count === 1 ? String(start + 1) : `${count === 0 ? start : start + 1},${count}`
}

function signed(sign: string, line: string): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`
}

/** As GNU diff and git write it: a tab ends a name with spaces, quotes hold one with odd characters. */
function quotedName(path: string): string {
  const isOdd = (character: string): boolean =>
    character < ' ' || ['"', '\\', '\x7f'].includes(character)
  if (![...path].some(isOdd)) return path.includes(' ') ? `${path}\t` : path
  const escaped = [...path].map((one) => (isOdd(one) ? octal(one) : one))
  return `"${escaped.join('')}"`
}

function octal(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
}
