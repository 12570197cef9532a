import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CommandError } from './command'

/**
 * The workspace of a folder: the nearest one, from there upwards, with an `nx.json`.
 *
 * @throws CommandError when there is none.
 */
export function findRoot(from: string): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return folder
    if (dirname(folder) === folder)
      throw new CommandError([
        {
          code: 'outside-a-workspace',
          message: `there is no nx.json in ${from} or above it`,
          hint: 'call bocas in a workspace, or make one: npm create bocas@latest',
        },
      ])
  }
}
