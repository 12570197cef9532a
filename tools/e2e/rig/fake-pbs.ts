import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * No PBS: Debian has none. Programs of ours, called `qsub`, `qstat` and `qdel`, that execute jobs on this machine and print what OpenPBS 23 prints, by its sources and
 * manuals: columns, words, exit codes, what becomes of a job's output, environment and limit of time. What they cannot show is whether a real PBS keeps to these.
 */
export class FakePbs {
  /** What a process needs to find them. */
  readonly env: Readonly<Record<string, string>>

  private constructor(readonly folder: string) {
    this.env = { FAKE_PBS: folder, PATH: `${join(__dirname, 'fake-pbs')}${delimiter}${process.env.PATH}` }
  }

  /** @param history whether finished jobs are remembered, which a site decides. */
  static start({ history = false } = {}): FakePbs {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-pbs-'))
    mkdirSync(join(folder, 'jobs'))
    writeFileSync(join(folder, 'last'), '1234566\n')
    // What an administrator tells everybody stands before the list.
    writeFileSync(join(folder, 'comment'), 'No jobs on Monday: the filters are cleaned.\n')
    if (history) writeFileSync(join(folder, 'history'), '')
    return new FakePbs(folder)
  }

  /** Whether the server can be reached. */
  set away(isAway: boolean) {
    if (isAway) writeFileSync(join(this.folder, 'away'), '')
    else rmSync(join(this.folder, 'away'), { force: true })
  }

  /** Waits for the jobs that are being ended, and removes all. */
  async stop(): Promise<void> {
    const jobs = join(this.folder, 'jobs')
    const isOver = (job: string): boolean => {
      const state = join(jobs, job, 'state')
      return existsSync(state) && readFileSync(state, 'utf8').trim() === 'F'
    }
    for (let turn = 0; turn < 200 && !readdirSync(jobs).every(isOver); turn++) await sleep(100)
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
