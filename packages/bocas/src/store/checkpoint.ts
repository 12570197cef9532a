import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { isSystemError } from '../files/expected-errors'
import type { Checkpoint, Saved } from '../run/checkpoint'
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-format'

/** States that are kept: the last one, and the one before it for the case that the last one is damaged. */
const KEPT = 2

/**
 * The checkpoint in a folder, which only one process uses at a time. States are numbered files; a state appears under its number when it
 * is on the disk as a whole.
 *
 * @param log is told what was resumed, and what could not be read or written.
 * @param mayMake whether the folder may be made: not in a workspace that was removed or moved while the process is at work.
 */
export function openCheckpoint(
  folder: string,
  log: (line: string) => void,
  mayMake: () => boolean = () => true,
): Checkpoint {
  const make = (place: string): void => {
    if (!mayMake())
      throw Object.assign(new Error('what the run relies on was removed or moved while it was at work'), {
        code: 'ENOENT',
      })
    makeFolder(place, place === folder ? 1 : 2)
  }
  return {
    async save(state: Saved) {
      const pieces = encodeCheckpoint(state)
      try {
        const numbers = statesIn(folder)
        const next = (numbers[0] ?? 0) + 1
        make(folder)
        write(join(folder, 'draft'), pieces)
        renameSync(join(folder, 'draft'), fileOf(folder, next))
        flush(folder)
        for (const old of numbers.slice(KEPT - 1)) rmSync(fileOf(folder, old), { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === undefined) throw error
        log(`the checkpoint could not be saved, the run goes on without: ${(error as Error).message}`)
        discard(join(folder, 'draft'))
      }
    },
    async load<S extends Saved>() {
      for (const number of statesIn(folder)) {
        try {
          const state = decodeCheckpoint(readFileSync(fileOf(folder, number)))
          log(`resuming from checkpoint ${number}`)
          return state as S
        } catch (error) {
          log(`checkpoint ${number} is damaged and left aside: ${(error as Error).message}`)
          // It would count as the one before when the next one is saved.
          discard(fileOf(folder, number))
        }
      }
      return undefined
    },
    get folder() {
      const files = join(folder, 'files')
      make(files)
      return files
    },
  }
}

/** Makes a folder with so many of those around it. What is around these is not made: between a look and a step it may be removed. */
function makeFolder(place: string, around: number): void {
  try {
    mkdirSync(place)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || around === 0) throw error
    makeFolder(dirname(place), around - 1)
    makeFolder(place, 0)
  }
}

/** Whether a run has saved something in its folder that its next execution goes on from. */
export const hasSaved = (folder: string): boolean =>
  statesIn(folder).length > 0 || namesIn(join(folder, 'files')).length > 0

const fileOf = (folder: string, number: number): string => join(folder, `${number}.checkpoint`)

/** Numbers of the states in the folder, the last one first. */
const statesIn = (folder: string): number[] =>
  namesIn(folder)
    .flatMap((name) => Number(/^(\d+)\.checkpoint$/.exec(name)?.[1]) || [])
    .sort((a, b) => b - a)

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return []
    throw error
  }
}

/** What cannot be removed is in nobody's way: it has a number of its own, and gc finds it. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch (error) {
    if (!isSystemError(error)) throw error
    // A folder that cannot be written.
  }
}

function write(file: string, pieces: readonly Uint8Array[]): void {
  const handle = openSync(file, 'w')
  try {
    // A single write may take less than it is given.
    for (const piece of pieces) for (let at = 0; at < piece.length;) at += writeSync(handle, piece, at)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Makes a new name in a folder outlast a crash of the machine. Windows has no such call, and needs none. */
function flush(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
