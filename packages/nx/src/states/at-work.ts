import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, OWNER_FILE, type ProcessIdentity, type WorkspacePaths } from 'bocas/internal/store'
import { SPECIFICATION } from '../shared/specification-file'
import { readJson } from '../shared/read-json'

/** A run that is being executed, or was when its host went down. */
export interface RunAtWork {
  /** The name of its folder in `.bocas/work`: unique for each execution. */
  readonly id: string
  readonly task: string
  readonly name: string
  readonly key: string
  readonly isTry: boolean
  /** Milliseconds since 1970. */
  readonly started: number
  /** False when the command that executed it is gone. */
  readonly alive: boolean
  readonly log: string
  readonly progress: string
}

interface Specification {
  readonly task: string
  readonly name: string
  readonly key: string
  readonly into: unknown
}

/** The runs at work in all commands of this workspace, the longest at work first. */
export function runsAtWork({ work }: WorkspacePaths): RunAtWork[] {
  const ids = existsSync(work) ? readdirSync(work) : []
  return ids
    .flatMap((id): RunAtWork[] => {
      const folder = join(work, id)
      const host = readJson<ProcessIdentity>(join(folder, OWNER_FILE))
      const specification = readJson<Specification>(join(folder, SPECIFICATION))
      const stat = statSync(join(folder, SPECIFICATION), { throwIfNoEntry: false })
      // Not begun yet, or just ended.
      if (!host || !specification || !stat) return []
      const { task, name, key, into } = specification
      return [
        {
          id,
          task,
          name,
          key,
          isTry: into !== 'store',
          started: stat.mtimeMs,
          alive: isAlive(host),
          log: join(folder, 'entry', 'run.log'),
          progress: join(folder, 'progress.jsonl'),
        },
      ]
    })
    .sort((a, b) => a.started - b.started || (a.id < b.id ? -1 : 1))
}
