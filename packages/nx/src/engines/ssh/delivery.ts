import { existsSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isSystemError, quoted } from 'bocas/internal/light'
import { jobPlaces } from '../../protocol/job-files'
import type { CallEnd } from '../../shared/call-program'
import { jobThere, OWN_THERE, stateFolder, statesApart, stateThere } from '../places-there'
import { isAway, type Connections } from './connection'
import { EXIT_CODE } from './host-queue'
import { keyOf, type Host, type SshJob } from './hosts'
import { readPlace } from './job-places'

/** What stands for the workspace and for Node in a command until it is known on which host it is executed. */
export const ROOT = '/{workspace}'
export const NODE = '{node}'

/** What a job leaves that nobody asks for. */
export const WITHOUT = ['scratch', '*.part'] as const
/** How rsync ends that has brought all that can be read: 23 when some cannot be, 24 when some went away while it looked, as files of a job at work do. */
const COPIED: ReadonlySet<number | null> = new Set([0, 23, 24])

/** The words of a job's command, for the shell of a host. Node may be words itself: `nice node`. */
export const wordsOn = (host: Host, { command }: SshJob): string =>
  command
    .map((word) => {
      if (word === NODE) return host.node
      return quoted(word === ROOT || word.startsWith(`${ROOT}/`) ? host.root + word.slice(ROOT.length) : word)
    })
    .join(' ')

/** Of a command the words that are scripts of the workspace. */
export function scriptsIn(command: readonly string[]): string[] {
  const own = `${ROOT}/`
  return command.filter((word) => word.startsWith(own) && word.endsWith('.cjs')).map((word) => word.slice(own.length))
}

/** The content of a job's specification, if it has one. */
export function specificationIn(folder: string): string | undefined {
  const { specification } = jobPlaces(folder)
  return existsSync(specification) ? readFileSync(specification, 'utf8') : undefined
}

/** Brings files to a host that were not brought to it as they are now; folders each time. @returns undefined when there were none. */
export async function bring(
  host: Host,
  jobs: readonly SshJob[],
  root: string,
  { push }: Connections,
): Promise<CallEnd | undefined> {
  const stamps = new Map<string, string>()
  for (const name of new Set(jobs.flatMap(({ files }) => files))) {
    const status = statSync(join(root, name), { throwIfNoEntry: false })
    if (!status) continue
    const stamp = status.isDirectory() ? '' : `${status.size} ${status.mtimeMs}`
    if (stamp === '' || host.brought.get(name) !== stamp) stamps.set(name, stamp)
  }
  let answer: CallEnd | undefined
  if (stamps.size > 0) {
    answer = await push(host.name, root, host.root, [...stamps.keys()])
    if (answer.code !== 0) return answer
    for (const [name, stamp] of stamps) host.brought.set(name, stamp)
  }
  const apart = statesApart(root)
  if (apart === undefined) return answer
  const saved = [...new Set(jobs.map(({ id }) => stateFolder(keyOf(id))))].filter((name) =>
    existsSync(join(apart, name)),
  )
  return saved.length === 0 ? answer : push(host.name, apart, join(host.root, OWN_THERE), saved)
}

/**
 * Fetches what jobs have left on a host.
 *
 * @returns how it went: `whole` when all is here that was there before and can be read.
 */
export async function fetchLeft(
  host: Host,
  ids: readonly string[],
  root: string,
  { pull }: Connections,
): Promise<{ readonly answer: CallEnd; readonly went: 'whole' | 'away' | 'wrong' }> {
  const keys = [...new Set(ids.map(keyOf))]
  const apart = statesApart(root)
  const names = [
    ...ids.flatMap((id) => ['executions', 'run.log', EXIT_CODE].map((name) => `${jobThere(id)}/${name}`)),
    ...(apart === undefined ? keys.map(stateThere) : []),
  ]
  let answer = await pull(host.name, host.root, root, names, WITHOUT)
  if (apart !== undefined && COPIED.has(answer.code))
    answer = await pull(host.name, join(host.root, OWN_THERE), apart, keys.map(stateFolder), WITHOUT)
  return { answer, went: COPIED.has(answer.code) ? 'whole' : isAway(answer) ? 'away' : 'wrong' }
}

/** The exit code of a job, once it is here. */
export function exitCodeIn(folder: string): number | undefined {
  const file = join(folder, EXIT_CODE)
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  return /^\d+$/.test(text) ? Number(text) : undefined
}

/** Removes what was fetched of a job that was forgotten meanwhile, and whose folder was removed for that. */
export function removeLate(folder: string): void {
  if (readPlace(folder) !== undefined) return
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    rmdirSync(dirname(folder))
  } catch (error) {
    // It has other jobs, or was never made.
    if (!isSystemError(error)) throw error
  }
}
