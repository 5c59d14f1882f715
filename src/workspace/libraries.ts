// The libraries of kinds that come with the program: `import "std/aws"`. Their texts are in the bundle, so
// they are there for standard input, in a browser and in every workspace. A user's own folder called std is
// reached by a path that begins with a dot.

import { nearest } from '#grammar/nearest.ts'
import { type SourceText, sourceText } from '#grammar/source.ts'
import { libraries } from '#src/kinds/generated/libraries.ts'

/** True where an import asks for a library, whether or not there is one of that name. */
export function namesLibrary(path: string): boolean {
  return /^std(\/|$)/.test(path)
}

/** The library that an import's path names. */
export function libraryCalled(path: string): SourceText | undefined {
  const name = path.slice('std/'.length)
  if (!namesLibrary(path) || !Object.hasOwn(libraries, name)) return undefined
  return { ...sourceText(`std/${name}.arch`, libraries[name]!), isLibrary: true }
}

/** What to write where there is no such library. */
export function helpForLibrary(path: string): string {
  const names = Object.keys(libraries)
  const name = path.replace(/^std\/?/, '').replace(/\.arch$/, '')
  const near = names.includes(name) ? name : nearest(name, names)
  return near === undefined
    ? `the libraries are ${names.map((one) => `"std/${one}"`).join(', ')}`
    : `did you mean "std/${near}"?`
}
