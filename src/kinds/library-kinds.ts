// Which library has a kind of some name: for a message about a kind that nobody declared, and for drawing it
// as what it most likely is. Nothing here is in force before the library is imported.

import { nearest } from '#grammar/nearest.ts'
import { kindsOfLibraries } from './generated/library-kinds.ts'

export interface LibraryKind {
  readonly name: string
  /** What an import calls the library: `std/aws`. */
  readonly library: string
  /** The kind that it is built on, in the library or built in. */
  readonly base: string
}

/** The kind of that very name, of the first library that has one. */
export function libraryKind(name: string): LibraryKind | undefined {
  return all().find((kind) => kind.name === name)
}

/** One whose name is a likely slip away. */
export function libraryKindNear(name: string): LibraryKind | undefined {
  const near = nearest(
    name,
    all().map((kind) => kind.name),
  )
  return near === undefined ? undefined : libraryKind(near)
}

function all(): readonly LibraryKind[] {
  return Object.entries(kindsOfLibraries).flatMap(([library, kinds]) =>
    kinds.split(' ').map((kind) => {
      const [name = '', base = ''] = kind.split(':')
      return { name, library: `std/${library}`, base }
    }),
  )
}
