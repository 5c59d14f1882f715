// The small words of messages: names in quotes, lists that stay short, numbers with their noun.
// All rules use these, so that all findings read alike.

const longestList = 8

/** A name in a sentence: `"api"`. */
export function named(name: string): string {
  return `"${name}"`
}

/** Names in a row, the long tail counted: `a, b, c and 12 more`. */
export function listed(names: readonly string[]): string {
  const over = names.length - longestList
  if (over <= 1) return names.join(', ')
  return `${names.slice(0, longestList).join(', ')} and ${over} more`
}

/** `"View"`, `"View" and "Post"`, `"View", "Post" and 3 other flows`. */
export function flowNames(names: readonly string[]): string {
  const quoted = names.map(named)
  if (quoted.length <= 2) return quoted.join(' and ')
  if (quoted.length === 3) return `${quoted[0]}, ${quoted[1]} and ${quoted[2]}`
  return `${quoted[0]}, ${quoted[1]} and ${quoted.length - 2} other flows`
}

/** `1 copy`, `3 copies`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
