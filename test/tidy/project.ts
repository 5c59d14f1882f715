// Checks of the project as a whole, on plain values: rules in threes, reasons for dependencies, a lock
// file that names no registry. Each gives its problems, one line each.

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly 'dependencies-because'?: Readonly<Record<string, string>>
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly resolved?: string }>>
}

const siblings = ['.ts', '.md', '.arch']

/** Rules without all of their three files, and files of a category that belong to none. */
export function siblingProblems(paths: readonly string[]): readonly string[] {
  const inCategory = paths.filter((path) => /^rules\/(?!generated\/)[^/]+\/[^/]+$/.test(path))
  const present = new Set(inCategory)
  const strangers = inCategory
    .filter((path) => !/^rules\/[a-z-]+\/[a-z0-9-]+\.(ts|md|arch)$/.test(path))
    .map((path) => `${path}: no file of a rule`)
  const rules = new Set(inCategory.map((path) => path.replace(/\.[^./]+$/, '')))
  const lonely = [...rules].flatMap((rule) =>
    siblings
      .filter((ending) => !present.has(rule + ending))
      .map((ending) => `${rule}${ending}: missing`),
  )
  return [...strangers, ...lonely]
}

/** Dependencies without a reason, and reasons without a dependency. */
export function reasonProblems(manifest: Manifest): readonly string[] {
  const used = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  const reasons = manifest['dependencies-because'] ?? {}
  return [
    ...used.filter((name) => !reasons[name]).map((name) => `${name}: no reason is written`),
    ...Object.keys(reasons)
      .filter((name) => !used.includes(name))
      .map((name) => `${name}: a reason for what is no dependency`),
  ]
}

/** Entries of the lock file that name the host they were fetched from. */
export function hostProblems(lock: Lock): readonly string[] {
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved !== undefined && /^[a-z+]+:\/\//.test(entry.resolved))
    .map(([name, entry]) => `${name}: ${entry.resolved}`)
}
