import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError } from 'bocas/internal/light'
import { BEAT, jobPlaces, lifePlaces, type LifeEnd, type LifeMessage } from '../../protocol/job-files'

/** One execution of a job, as the machine that executes it writes it down. */
export interface Life {
  /** Its work folder. */
  readonly folder: string
  tell(message: LifeMessage): void
  /** Says how it came to its end; nothing is told after that. */
  end(end: LifeEnd): void
}

type Start = Omit<Extract<LifeMessage, { type: 'start' }>, 'type'>

/** Begins an execution: with a folder that no other has, even when a scheduler starts the job twice at the same time. */
export function openLife(folder: string, start: Start): Life {
  const own = nextFolder(jobPlaces(folder).lives)
  const { messages, beat } = lifePlaces(own)
  const tell = (message: LifeMessage): void => appendFileSync(messages, `${JSON.stringify(message)}\n`)
  let beats = 0
  const pulse = (): void => {
    try {
      writeFileSync(beat, String(++beats))
    } catch (error) {
      // A full disk, or one that does not answer: whoever looks takes this job for gone, should that last.
      if (!isSystemError(error)) throw error
    }
  }
  tell({ type: 'start', ...start })
  pulse()
  const timer = setInterval(pulse, BEAT)
  return {
    folder: own,
    tell(message) {
      try {
        tell(message)
      } catch (error) {
        if (!isSystemError(error)) throw error
        // For onlookers only.
      }
    },
    end(end) {
      clearInterval(timer)
      tell({ type: 'end', ...end })
    },
  }
}

function nextFolder(lives: string): string {
  mkdirSync(lives, { recursive: true })
  for (let number = 1; ; number++) {
    const folder = join(lives, String(number))
    try {
      mkdirSync(folder)
      return folder
    } catch (error) {
      if (!isSystemError(error, 'EEXIST')) throw error
    }
  }
}
