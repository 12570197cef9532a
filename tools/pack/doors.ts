/**
 * A door is a CommonJS file through which Nx or Node loads TypeScript of this repository: it requires `source.cjs`, which registers a
 * loader, and then the source. In a release it requires the JavaScript, and nothing is registered.
 */
export interface Door {
  readonly code: string
  /** The TypeScript behind it, relative to the door. */
  readonly sources: readonly string[]
}

/** The door as a release has it. */
export function packedDoor(code: string): Door {
  const sources = [...code.matchAll(/require\('(\.[^']*\.ts)'\)/g)].map(([, source]) => source!)
  return {
    sources,
    code: code
      .replace(/^require\('[./]+\/source\.cjs'\)\n/gm, '')
      .replace(/require\('(\.[^']*)\.ts'\)/g, (_all, path: string) => `require('${path}.js')`),
  }
}
