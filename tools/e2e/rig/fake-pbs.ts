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
import { killOne } from './processes'

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

  /** Waits for the jobs that are being ended, ends those that go on, and removes all. */
  async stop(): Promise<void> {
    const jobs = join(this.folder, 'jobs')
    const read = (job: string, file: string): string | undefined =>
      existsSync(join(jobs, job, file)) ? readFileSync(join(jobs, job, file), 'utf8').trim() : undefined
    const open = (): string[] => readdirSync(jobs).filter((job) => read(job, 'state') !== 'F')
    for (let turn = 0; turn < 300 && open().length > 0; turn++) {
      await sleep(100)
      // After the time that a job has to end by itself.
      const sessions = turn > 120 ? open().map((job) => Number(read(job, 'session'))) : []
      for (const session of sessions.filter((one) => one > 1)) killOne(-session, 'SIGKILL')
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
