// A strict reader of XML, for tests of what we write: elements, attributes and text, the five named
// entities and numeric ones. Anything else, and anything XML 1.0 forbids, throws with its offset.

export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  readonly text: string
}

interface Open {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  text: string
}

const forbidden = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u
const piece =
  /<\/([^\s<>/]+)\s*>|<([\p{L}_][\p{L}\p{M}\p{N}_:.-]*)((?:\s+[^\s<>=/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/uy
const attribute = /\s+([^\s<>=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

export function parseXml(text: string): XmlElement {
  const bad = forbidden.exec(text)
  if (bad) throw new Error(`a character that XML forbids at ${bad.index}`)
  const top: Open = { name: '', attributes: new Map(), children: [], text: '' }
  const stack: Open[] = [top]
  for (let at = 0; at < text.length; at = piece.lastIndex) {
    piece.lastIndex = at
    const match = piece.exec(text)
    if (!match) throw new Error(`no XML at ${at}: ${text.slice(at, at + 40)}`)
    const [whole, closing, opening, attributes, selfClosing] = match
    const open = stack.at(-1)!
    if (opening !== undefined) {
      const element: Open = {
        name: opening,
        attributes: attributesOf(attributes ?? '', at),
        children: [],
        text: '',
      }
      open.children.push(element)
      if (selfClosing !== '/') stack.push(element)
    } else if (closing === undefined) open.text += unescaped(whole, at)
    else if (stack.length > 1 && open.name === closing) stack.pop()
    else throw new Error(`</${closing}> at ${at} closes <${open.name}>`)
  }
  if (stack.length > 1) throw new Error(`<${stack.at(-1)!.name}> is not closed`)
  if (top.children.length !== 1 || top.text.trim() !== '') throw new Error('not one root element')
  return top.children[0]!
}

/** The element and all inside it. */
export function allElements(root: XmlElement): readonly XmlElement[] {
  return [root, ...root.children.flatMap(allElements)]
}

function attributesOf(text: string, at: number): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name, double, single] of text.matchAll(attribute)) {
    if (attributes.has(name!)) throw new Error(`two attributes ${name} at ${at}`)
    attributes.set(name!, unescaped(double ?? single ?? '', at))
  }
  return attributes
}

function unescaped(text: string, at: number): string {
  if (text.includes(']]>')) throw new Error(`"]]>" in text at ${at}`)
  return text.replace(/&([^;\s&]*;?)/g, (whole, body: string) => {
    const name = body.slice(0, -1)
    const code = /^#(?:x([\da-f]+)|(\d+));$/i.exec(body)
    if (code) return String.fromCodePoint(parseInt(code[1] ?? code[2]!, code[1] ? 16 : 10))
    const known = body.endsWith(';') ? entities[name] : undefined
    if (known === undefined) throw new Error(`unknown entity ${whole} at ${at}`)
    return known
  })
}
