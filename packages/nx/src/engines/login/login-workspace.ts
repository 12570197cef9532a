import { dirname, join } from 'node:path'
import { isStored, posixRelative, ProblemsError, quoted, workspacePaths } from 'bocas/internal/light'
import type { CallEnd } from '../../shared/call-program'
import type { JobRequest } from '../engine'
import { lastWords } from '../ssh/connection'
import { WITHOUT } from '../ssh/delivery'
import { keyOf } from '../ssh/hosts'
import { neededFiles } from '../ssh/needed-files'
import { JOBS_THERE, jobThere, OWN_THERE, stateFolder, statesApart, stateThere } from '../places-there'
import type { Transport } from '../transport'
import type { ScriptEnd } from './login'

/** The machine on which the workspace is. */
export interface LoginLink {
  readonly host: string
  shell(script: string): Promise<ScriptEnd>
  /** Copies what is named as seen from a folder here into a folder there. */
  push(from: string, into: string, names: readonly string[]): Promise<CallEnd>
  /** The other way. @param isUpdate what is younger here stays. */
  pull(
    from: string,
    into: string,
    names: readonly string[],
    without: readonly string[],
    isUpdate?: boolean,
  ): Promise<CallEnd>
  close(): Promise<void>
}

/**
 * Milliseconds between two looks at what jobs have left, at least and at most: a login node is shared by many, so that looking takes a tenth of the time at most, and a sign of life must
 * not seem old.
 */
const PAUSE = { least: 2_000, most: 10_000, share: 10 } as const
/** rsync says so when a file went away while it looked: one of a job at work. */
const VANISHED = 24

/** A workspace that lies on the disk of a cluster, under another path than here: runs are brought there, and results home, by rsync. */
export class LoginWorkspace implements Transport {
  readonly root: string
  readonly node: string
  /** What jobs need that were announced, by the id of the job. */
  private readonly needed = new Map<string, readonly string[]>()
  /** The keys of jobs that are not over. */
  private readonly open = new Map<string, string>()
  /** Jobs that are over, and whose folders are still there. */
  private readonly garbage = new Set<string>()
  private next = -Infinity

  constructor(
    private readonly here: string,
    there: { readonly root: string; readonly node: string },
    private readonly link: LoginLink,
  ) {
    this.root = there.root
    this.node = there.node
  }

  async send(folders: readonly string[]): Promise<void> {
    const ids = folders.map((folder) => this.note(folder))
    await this.tidy()
    // What an earlier job has saved there may be younger than what is here.
    await this.bringStatesHome(ids)
    folders.forEach((folder, i) => this.needed.set(ids[i]!, neededFiles(this.here, folder, jobThere(ids[i]!))))
  }

  /** Brings there what was announced, and the scripts that the commands name. */
  async bring(requests: readonly JobRequest[]): Promise<void> {
    const own = `${this.root}/`
    const inside = (word: string): string[] => (word.startsWith(own) ? [word.slice(own.length)] : [])
    const names = requests.flatMap(({ folder, command }) => [
      ...inside(folder).flatMap((name) => this.needed.get(name.slice(jobThere('').length)) ?? []),
      ...command.flatMap(inside).filter((name) => name.endsWith('.cjs')),
    ])
    let pushed = await this.link.push(this.here, this.root, [...new Set(names)])
    const apart = statesApart(this.here)
    if (pushed.code === 0 && apart !== undefined)
      pushed = await this.link.push(
        apart,
        join(this.root, OWN_THERE),
        requests.map(({ key }) => stateFolder(key)),
      )
    if (pushed.code !== 0)
      throw new ProblemsError({
        code: 'engine-away',
        message: `what the jobs need cannot be brought to ${this.link.host}: ${lastWords(pushed)}`,
        hint: `rsync must be installed on both sides, and ${this.root} have room`,
      })
  }

  async receive(folders: readonly string[]): Promise<readonly string[]> {
    const began = performance.now()
    if (began < this.next || folders.length === 0) return []
    const ids = folders.map((folder) => this.note(folder))
    const names = ids.flatMap((id) => ['executions', 'run.log', 'successor'].map((name) => `${jobThere(id)}/${name}`))
    try {
      // Whatever the clock there says: nobody but the job writes these.
      this.whole(await this.link.pull(this.root, this.here, names, WITHOUT), 'what jobs have left')
      // What cannot be removed now is removed later.
      await this.tidy().catch(() => undefined)
    } finally {
      const now = performance.now()
      this.next = now + Math.min(PAUSE.most, Math.max(PAUSE.least, (now - began) * PAUSE.share))
    }
    return folders
  }

  forget(folders: readonly string[]): Promise<void> {
    for (const folder of folders) {
      const id = this.idOf(folder)
      this.open.delete(id)
      this.needed.delete(id)
      this.garbage.add(id)
    }
    return Promise.resolve()
  }

  async close(): Promise<void> {
    // What cannot be removed now lies there: nothing is lost by it.
    await this.tidy().catch(() => undefined)
    await this.link.close()
  }

  private idOf(folder: string): string {
    return posixRelative(workspacePaths(this.here).jobs, folder)
  }

  private note(folder: string): string {
    const id = this.idOf(folder)
    this.open.set(id, keyOf(id))
    this.garbage.delete(id)
    return id
  }

  /** Removes what is left there of jobs that are over; the states of runs that have no result come home before. */
  private async tidy(): Promise<void> {
    const ids = [...this.garbage]
    if (ids.length === 0) return
    const inUse = new Set(this.open.values())
    const saved = [...new Set(ids.filter((id) => !inUse.has(keyOf(id))))]
    const paths = workspacePaths(this.here)
    const without = saved.filter((id) => !isStored(paths, keyOf(id)))
    if (without.length > 0) await this.bringStatesHome(without)
    const remove = [...ids.map(jobThere), ...saved.map((id) => stateThere(keyOf(id)))]
    const { code } = await this.link.shell(
      [
        `cd ${quoted(this.root)} || return 1`,
        ...remove.map((name) => `rm -rf ${quoted(name)}`),
        ...ids.map((id) => `rmdir ${quoted(jobThere(keyOf(id)))} 2>/dev/null`),
        // With the last job goes the code of all.
        `rmdir ${JOBS_THERE} 2>/dev/null && rm -rf ${OWN_THERE}/job-code`,
        ':',
      ].join('\n'),
    )
    if (code === 0) for (const id of ids) this.garbage.delete(id)
  }

  private async bringStatesHome(ids: readonly string[]): Promise<void> {
    const into = dirname(workspacePaths(this.here).checkpoints)
    const names = ids.map((id) => stateFolder(keyOf(id)))
    this.whole(await this.link.pull(join(this.root, OWN_THERE), into, names, WITHOUT, true), 'what runs have saved')
  }

  /** @throws Error when not all came. */
  private whole(answer: CallEnd, what: string): void {
    if (answer.code === 0 || answer.code === VANISHED) return
    throw new Error(`${what} cannot be brought home from ${this.link.host}: ${lastWords(answer)}`)
  }
}
