import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { REPOSITORY } from '../../e2e/rig/places'
import type { Rig } from '../../e2e/rig/rig'

/** Where `npm run pack` leaves the releases, in the repository. */
export const PACKED = 'dist/packages'

/** Puts the packed releases into a workspace, in place of the links to the sources. */
export function installPacked(rig: Rig): void {
  const packed = join(REPOSITORY, PACKED)
  // Links to what lies outside of the workspace: removed, not followed.
  for (const name of ['bocas', '@bocas']) rmSync(rig.path('node_modules', name), { force: true })
  for (const folder of readdirSync(packed)) {
    const { name } = JSON.parse(readFileSync(join(packed, folder, 'package.json'), 'utf8')) as { name: string }
    const to = rig.path('node_modules', name)
    mkdirSync(dirname(to), { recursive: true })
    cpSync(join(packed, folder), to, { recursive: true })
  }
}
