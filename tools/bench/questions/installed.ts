import { join } from 'node:path'
import { REPOSITORY } from '../../e2e/rig/places'
import type { Contender } from '../contender'
import { packageGroups } from '../installed/package-groups'
import { folderBlocks } from '../measure/folder-blocks'
import type { Question } from './question'

/** What do the packages that this repository installs take of the disk? */
export const installed: Question = {
  name: 'installed',
  asks: 'What do the packages that this repository installs take of the disk?',
  sizes: [],
  async prepare() {
    const modules = join(REPOSITORY, 'node_modules')
    const taking = (name: string, bytes: number): Contender => ({
      name,
      rounds: 1,
      measure: async () => ({ amount: bytes, unit: 'bytes' }),
    })
    return {
      title: 'the packages of this repository, on the disk',
      contenders: [
        taking('node_modules', folderBlocks(modules)),
        ...packageGroups(modules).map(({ name, bytes }) => taking(name, bytes)),
        taking(
          'source maps, of all of these',
          folderBlocks(modules, (file) => file.endsWith('.map')),
        ),
      ],
      notes: [
        'whole blocks, as du counts them; aimed at: 350 MB',
        'why they are no less: docs/decisions/0012-what-is-installed.md',
      ],
    }
  },
}
