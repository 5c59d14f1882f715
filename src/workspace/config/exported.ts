// The default export of a module, as its author means it. A file without `import` and `export` is CommonJS to
// Node and has an empty object for it, which nobody wrote; what a compiler made CommonJS of has it one
// level deeper.

export type Exported =
  | { readonly kind: 'default'; readonly value: unknown }
  /** `names` are those of its other exports. */
  | { readonly kind: 'none'; readonly names: readonly string[] }

type Exports = { readonly [name: string]: unknown }

/** `text` is that of the module. */
export function exportedBy(exports: Exports, text: string): Exported {
  if (!('default' in exports)) return { kind: 'none', names: Object.keys(exports) }
  const value = exports.default
  try {
    if (!isObject(value)) return { kind: 'default', value }
    const isCompiled = value.__esModule === true && 'default' in value
    if (isCompiled) return { kind: 'default', value: value.default }
    const isEmpty = Object.keys(value).length === 0
    return isEmpty && !saysExport(text) ? { kind: 'none', names: [] } : { kind: 'default', value }
  } catch {
    // It is looked at again by those who can tell what fails.
    return { kind: 'default', value }
  }
}

function isObject(value: unknown): value is Exports {
  return typeof value === 'object' && value !== null && !(value instanceof Promise)
}

/** A text that is not known may say anything. */
function saysExport(text: string): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
  return text === '' || /\bexports?\b/.test(code)
}
