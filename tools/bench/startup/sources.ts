import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../../e2e/rig/places'
import type { Rig } from '../../e2e/rig/rig'

/** Puts links to the sources of the packages into a workspace, as this repository itself has them, in place of releases. */
export function linkSources(rig: Rig): void {
  for (const name of ['bocas', '@bocas']) {
    // A link to what lies outside of the workspace: removed, not followed.
    rmSync(rig.path('node_modules', name))
    symlinkSync(join(REPOSITORY, 'node_modules', name), rig.path('node_modules', name))
  }
}
