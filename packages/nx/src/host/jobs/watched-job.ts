import { lstatSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isSystemError } from 'bocas/internal/light'
import type { JobState } from '../../engines/engine'
import { lifePlaces, livesOf, jobPlaces, type LifeEnd, type LifeMessage } from '../../protocol/job-files'
import type { WorkerMessage } from '../../protocol/run-specification'
import { GrowingFile } from '../../shared/progress-log'
import { parsed } from '../../protocol/life-messages'
import type { Seen } from './verdict'

type Progress = Extract<WorkerMessage, { type: 'progress' }>

/** An execution that is followed. */
interface FollowedLife {
  readonly folder: string
  readonly messages: GrowingFile
  beat: string
  /** When that was seen to change, by a clock that no one can set. */
  changed: number
  end?: LifeEnd
  start?: Extract<LifeMessage, { type: 'start' }>
}

/** Follows what a job leaves in its folder. */
export interface WatchedJob {
  /** Looks once: a few small reads. */
  look(): void
  /** The engine has said how it stands. */
  told(state: JobState): void
  /** All that it had left by then has come home; asked for after the engine was. */
  received(): void
  readonly state: JobState
  seen(): Seen
  /** The folder of an execution, by its number among those seen. */
  life(index: number): string
  /** The folder of the last one. */
  lastLife(): string | undefined
  /** Whether it was begun. */
  begun(): boolean
  /** The last name that the engine knows it by, when a job of it has submitted a successor. */
  successor(): string | undefined
}

/**
 * @param work the work folder of the run here: other terminals find the log and the progress in it, as of a run of this machine.
 * @param now milliseconds of a clock that no one can set.
 */
export function watchJob(
  folder: string,
  work: string,
  onProgress: (progress: Progress) => void,
  now: () => number = () => performance.now(),
): WatchedJob {
  const lives: FollowedLife[] = []
  let state: JobState = { kind: 'unknown' }
  let isTold = false
  let received: number | undefined
  const look = (): void => {
    for (const found of livesOf(folder).slice(lives.length)) {
      const { messages } = lifePlaces(found)
      lives.push({ folder: found, messages: new GrowingFile(messages), beat: '', changed: now() })
      showLast(work, found)
    }
    for (const life of lives) {
      if (life.end) continue
      const beat = contentOf(lifePlaces(life.folder).beat) ?? life.beat
      if (beat !== life.beat) Object.assign(life, { beat, changed: now() })
      for (const line of life.messages.lines().flatMap(parsed)) {
        if (line.type === 'progress') onProgress(line)
        else if (line.type === 'start') life.start = line
        else life.end = line
      }
    }
  }
  return {
    look,
    told(next) {
      if (JSON.stringify(next) !== JSON.stringify(state)) received = undefined
      state = next
      isTold = true
    },
    received() {
      if (isTold) received ??= now()
    },
    get state() {
      return state
    },
    seen: () => ({
      lives: lives.map(({ end, changed }) => ({ ...(end && { end }), silent: now() - changed })),
      state,
      since: received === undefined ? 0 : now() - received,
    }),
    life: (index) => lives[index]!.folder,
    lastLife: () => lives.at(-1)?.folder,
    begun: () => lives.length > 0,
    successor: () => contentOf(jobPlaces(folder).successor)?.trim() || undefined,
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}

/** Links the log and the progress of an execution into the run's work folder; what cannot be linked is only not shown. */
function showLast(work: string, life: string): void {
  const { log, progress } = lifePlaces(life)
  for (const [from, to] of [
    [join(work, 'entry', basename(log)), log],
    [join(work, basename(progress)), progress],
  ] as const) {
    try {
      if (lstatSync(from, { throwIfNoEntry: false })) rmSync(from)
      symlinkSync(to, from)
    } catch (error) {
      if (!isSystemError(error)) throw error
    }
  }
}
