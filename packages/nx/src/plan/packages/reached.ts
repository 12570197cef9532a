/** A package that code reaches, however it was found: in a lockfile, or as it is installed. */
export interface Reached {
  readonly name: string
  readonly version: string | undefined
  readonly integrity: string | undefined
  /** Whether it is linked in, so that its version says nothing. */
  readonly isLink: boolean
  /** Workspace-relative: `node_modules/a/node_modules/b`; nothing for one that a lockfile lists and nobody has installed. */
  readonly place: string | undefined
  /** What it is given, by the names that these have among the reached. */
  readonly uses: readonly string[]
}
