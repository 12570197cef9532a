/**
 * An entry point is a CommonJS file through which Nx or Node loads TypeScript of this repository: it requires `source.cjs`, which registers a
 * loader, and then the source. In a release it requires the JavaScript, and nothing is registered.
 */
export interface EntryPoint {
  readonly code: string
  /** The TypeScript behind it, relative to the entry point. */
  readonly sources: readonly string[]
}

/** The entry point as a release has it. */
export function packedEntryPoint(code: string): EntryPoint {
  const sources = [...code.matchAll(/require\('(\.[^']*\.ts)'\)/g)].map(([, source]) => source!)
  return {
    sources,
    code: code
      .replace(/^require\('[./]+\/source\.cjs'\)\n/gm, '')
      .replace(/require\('(\.[^']*)\.ts'\)/g, (_all, path: string) => `require('${path}.js')`),
  }
}
