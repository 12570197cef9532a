import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readSync } from 'node:fs'
import { ProblemsError } from 'bocas/internal/light'
import { callGit, gitEnv } from './git'

/** The line before an object is shorter: a name of 64 letters, a word, a number. */
const MOST_HEADER = 128
const BATCH = ['cat-file', '--batch']

/** Where the bytes of an object lie. */
export interface ObjectPlace {
  readonly at: number
  readonly size: number
}

/**
 * What objects of git hold, in the same order, asked for in one call.
 *
 * @throws ProblemsError when git does not have one.
 */
export function readObjects(root: string, objects: readonly string[]): Buffer[] {
  if (objects.length === 0) return []
  const output = callGit(root, BATCH, { input: asked(objects) })
  return placesIn(objects, (at) => output.subarray(at, at + MOST_HEADER)).map(({ at, size }) =>
    output.subarray(at, at + size),
  )
}

/**
 * Writes what objects of git hold into one file, in one call, however much that is.
 *
 * @returns where each of them lies in it.
 * @throws ProblemsError when git does not have one, or the file cannot take them.
 */
export function objectsInto(root: string, objects: readonly string[], file: string): ReadonlyMap<string, ObjectPlace> {
  const handle = openSync(file, 'wx+')
  try {
    const { status, stderr } = spawnSync('git', BATCH, {
      cwd: root,
      input: asked(objects),
      env: gitEnv(),
      stdio: ['pipe', handle, 'pipe'],
    })
    if (status !== 0)
      throw new ProblemsError({
        message: 'git could not read what the commit has',
        hint: (stderr as Buffer | null)?.toString().trim() || `git ${BATCH.join(' ')} failed`,
      })
    const header = Buffer.alloc(MOST_HEADER)
    const places = placesIn(objects, (at) => header.subarray(0, readSync(handle, header, 0, MOST_HEADER, at)))
    return new Map(objects.map((object, index) => [object, places[index]!]))
  } finally {
    closeSync(handle)
  }
}

const asked = (objects: readonly string[]): string => objects.map((object) => `${object}\n`).join('')

/** Git prints for each object a line `<name> <type> <size>`, its content, and a line feed. */
function placesIn(objects: readonly string[], headerAt: (at: number) => Buffer): ObjectPlace[] {
  let next = 0
  return objects.map((object) => {
    const bytes = headerAt(next)
    const line = bytes.subarray(0, Math.max(0, bytes.indexOf('\n'))).toString()
    const size = / (\d+)$/.exec(line)?.[1]
    if (size === undefined)
      throw new ProblemsError({
        message: `git does not have ${object.slice(0, 12)}, which the commit names`,
        hint: 'git fsck says what is damaged; a clone of a part needs: git fetch --refetch',
      })
    const place = { at: next + line.length + 1, size: Number(size) }
    next = place.at + place.size + 1
    return place
  })
}
