// A Workspace is one root file and all that it imports, each parsed once, with every import statement
// tied to the file that it brings in. An import that could not be followed is missing from `imports`;
// its error is reported.

import type { Ast, Import } from '#grammar/ast.ts'

export interface Workspace {
  readonly root: Ast
  /** Real path of the root file. */
  readonly path: string
  /** Real paths of all files, the root first, in the order met; a library's is `std/aws.arch`. */
  readonly files: ReadonlyMap<string, Ast>
  /** The file that each import statement brings in, by its path in `files`. */
  readonly imports: ReadonlyMap<Import, string>
}
