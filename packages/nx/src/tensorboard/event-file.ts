import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { writeWholeSync } from 'bocas/internal/store'
import { GrowingFile, parseProgress, type ProgressLine } from '../shared/progress-log'
import { scalarEvent, versionEvent } from './event'
import { tfRecord } from './record'

/** An execution of a run, as far as its event file is concerned. */
export interface LoggedExecution {
  /** Unique for each execution. */
  readonly id: string
  readonly task: string
  readonly name: string
  /** Milliseconds since 1970. */
  readonly started: number
  /** Its progress.jsonl. */
  readonly progress: string
}

/** The event file of an execution that goes on. */
export interface EventFile {
  /** Adds what the run has said since the last call. */
  update(): void
}

/**
 * Shows an execution to TensorBoard, in `<folder>/<task>/<run>/`. The bytes follow from progress.jsonl alone: a file that is there
 * already is continued, whoever began it.
 */
export function eventFile(folder: string, { id, task, name, started, progress }: LoggedExecution): EventFile {
  const seconds = String(Math.floor(started / 1000)).padStart(10, '0')
  const file = join(folder, task, name, `events.out.tfevents.${seconds}.${hostname()}.${id}`)
  let lines = new GrowingFile(progress)
  let written = -1
  const fresh = (): ProgressLine[] => lines.lines().flatMap((line) => parseProgress(line) ?? [])
  return {
    update() {
      if (written >= 0 && sizeOf(file) === written) appendFileSync(file, bytesOf(fresh()))
      else {
        // From the beginning, and by the reader that goes on from there: no line may come twice.
        lines = new GrowingFile(progress)
        const all = fresh()
        if (all.length === 0) return
        continueFile(file, Buffer.concat([firstRecord(started), bytesOf(all)]))
      }
      written = sizeOf(file)
    },
  }
}

/** It carries the time of the start, so that the same execution gives the same bytes. */
const firstRecord = (started: number): Buffer => tfRecord(versionEvent(Math.floor(started) / 1000))

const bytesOf = (lines: readonly ProgressLine[]): Buffer =>
  Buffer.concat(
    lines
      .filter(({ metrics }) => Object.keys(metrics).length > 0)
      .map(({ time, step, metrics }) => tfRecord(scalarEvent(time / 1000, step, metrics))),
  )

/** A reader may be in the midst of the file: what is there stays as long as it is the beginning of what shall be there. */
function continueFile(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true })
  const there = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  if (bytes.subarray(0, there.length).equals(there)) return appendFileSync(file, bytes.subarray(there.length))
  writeWholeSync(file, bytes)
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
