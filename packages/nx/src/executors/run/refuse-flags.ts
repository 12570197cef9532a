import { nearest, withCodes } from 'bocas/internal/store'

/** What Nx itself takes, as somebody may have meant it. */
const FLAGS_OF_NX = ['parallel', 'maxParallel', 'skipNxCache', 'outputStyle', 'nxBail', 'batch', 'configuration', 'tui']

/**
 * Runs take no flags, and a misspelt one must not go by in silence. Told here and not by the schema, because Nx does not catch what its
 * check of a batch throws.
 *
 * @throws Error that names the flags.
 */
export function refuseFlags(flags: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(flags).filter((name) => name !== 'verbose' && name !== '__overrides_unparsed__')
  if (names.length === 0) return
  const list = names.map((name) => (name === '_' ? (flags._ as unknown[]).join(' ') : `--${name}`)).join(', ')
  const meant = names.flatMap((name) => nearest(name, FLAGS_OF_NX) ?? [])
  const instead = meant.length === 0 ? '' : `did you mean ${meant.map((name) => `--${name}`).join(', ')}? Else `
  throw new Error(
    withCodes(
      `✖ experiment takes no ${list} → ${instead}values of a config are set in sweep.ts; for one config apart: nx run <task>:try key=value`,
      ['unknown-flag'],
    ),
  )
}
