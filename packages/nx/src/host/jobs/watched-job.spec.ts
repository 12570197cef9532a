import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobState } from '../../engines/engine'
import { watchJob, type WatchedJob } from './watched-job'

const ENDED: JobState = { kind: 'ended', how: 'done' }
const RUNNING: JobState = { kind: 'running' }

describe('the time since all that a job had left has come home', () => {
  let folder: string
  let now: number
  let job: WatchedJob
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bocas-watched-'))
    now = 1000
    job = watchJob(
      folder,
      folder,
      () => undefined,
      () => now,
    )
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it.each<[string, ReadonlyArray<JobState | 'received'>, number]>([
    ['nobody was asked', ['received'], 0],
    ['it is known to have ended, and nothing has come', [ENDED], 0],
    ['something came before its end was known', [RUNNING, 'received', ENDED], 0],
    ['it came at once', [ENDED, 'received'], 10],
    ['it came late', [ENDED, ENDED, 'received', ENDED], 20],
    ['it came again', [ENDED, 'received', ENDED, 'received'], 30],
    ['its end was told in other words', [ENDED, 'received', { ...ENDED, code: 1 }], 0],
  ])('when %s', (_, events, expected) => {
    for (const event of events) {
      if (event === 'received') job.received()
      else job.told(event)
      now += 10
    }
    expect(job.seen().since).toBe(expected)
  })
})
