import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, relative } from 'node:path'
import { asCodes, codesOf, isProblemsError, messageOf, ProblemsError } from 'bocas/internal/light'
import { isWithin } from 'bocas/internal/store'
import { otherPackages } from '../../plan/refusal'
import { changedFiles } from '../../shared/data-files'
import { readJson } from '../../shared/read-json'
import { GO_ON, jobPlaces, executionsOf, mayGoOn, type ExecutionEnd } from '../../protocol/job-files'
import { endOf } from '../../protocol/execution-messages'
import { unpackJob, type PackedJob } from '../../protocol/relocated'
import type { RunSpecification } from '../../protocol/run-specification'
import { giveBack, type GivenSlots } from '../../slots/leases'
import type { WorkerEnd } from '../launch/launcher'
import { localLauncher } from '../launch/local-launcher'
import { claims } from './job-folder'
import { openExecution, type Execution } from './execution'
import { memoryGroup } from './memory-group'
import { slotsHere } from './slots-here'

/** Milliseconds that a run has for saving what it can when its job is to end. Schedulers leave 30 s. */
const GRACE = 20_000
/** By which signals schedulers ask a job to end: Grid Engine says SIGUSR1 ahead of a limit, and SIGUSR2 before it kills. */
const STOPS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const
/** Milliseconds between two reports of progress that are written down: each is a write to a disk that many share. */
const PROGRESS = 1_000

/**
 * Executes the run of a job on this machine, as a host of this one run: by a worker of its own, held to its limits, with what it starts ended with it. What becomes of
 * it is written into the job's folder.
 *
 * @param root the workspace on this machine.
 * @param submission which submission of the job this is.
 * @returns the exit code: 0 when there is nothing more to do, {@link GO_ON} when another job may go on where this one was.
 */
export async function executeJob(folder: string, root: string, submission: number): Promise<number> {
  if (!claims(folder, submission)) {
    console.log('bocas: another submission of this job has the run')
    return 0
  }
  if (executionsOf(folder).some((execution) => endOf(execution)?.said?.type === 'trained')) {
    console.log('bocas: the run has its result already')
    return 0
  }
  const execution = openExecution(folder, { host: hostname(), pid: process.pid, submission })
  const end = await execute(folder, root, execution).catch((error: unknown): ExecutionEnd => {
    console.error(error)
    const problems = isProblemsError(error) ? error.problems : undefined
    const message = messageOf(error)
    return {
      said: { type: 'failed', message, ...(problems && { problems }), ...asCodes(codesOf(error)) },
      code: null,
      signal: null,
    }
  })
  execution.end(end)
  return mayGoOn(end) ? GO_ON : 0
}

async function execute(folder: string, root: string, execution: Execution): Promise<ExecutionEnd> {
  const packed = readJson<PackedJob>(jobPlaces(folder).specification)
  if (packed === undefined)
    throw new ProblemsError(`${jobPlaces(folder).specification} cannot be read on ${hostname()}`)
  const { spec, worker } = unpackJob(packed, root, execution.folder)
  refuseOtherData(spec)
  const others = otherPackages(root, spec.installed ?? [], hostname())
  if (others) throw new ProblemsError([others])
  // What a run may read of its environment is in its key, and another machine has another one.
  for (const [name, value] of Object.entries(spec.ingredients.env)) {
    if (value === null) delete process.env[name]
    else process.env[name] = value
  }
  const stop = new AbortController()
  const stopNow = (): void => stop.abort()
  for (const signal of STOPS) process.on(signal, stopNow)
  const slots = await slotsHere(root, spec, stop.signal)
  if (stop.signal.aborted) return INTERRUPTED
  try {
    return await launch(spec, worker, execution, stop.signal, slots)
  } finally {
    if (slots) giveBack(slots)
  }
}

const INTERRUPTED: ExecutionEnd = { said: { type: 'interrupted' }, code: null, signal: null }

async function launch(
  spec: RunSpecification,
  worker: string,
  execution: Execution,
  stop: AbortSignal,
  slots: GivenSlots | undefined,
): Promise<ExecutionEnd> {
  mkdirSync(join(execution.folder, 'entry'), { recursive: true })
  let told = -Infinity
  const launched = localLauncher(worker, { grace: GRACE }).launch({ ...spec, ...(slots && { slots }) }, (progress) => {
    const now = performance.now()
    if (now - told < PROGRESS && progress.step < progress.of) return
    told = now
    execution.tell(progress)
  })
  const onStop = (): void => launched.stop()
  stop.addEventListener('abort', onStop)
  const { kills } = memoryGroup()
  const end = forMemory(await launched.ended, kills)
  stop.removeEventListener('abort', onStop)
  // Asked to stop, it may end by the signal itself, before it hears of it.
  const isStopped = stop.aborted && end.said?.type !== 'trained' && end.exceeded === undefined
  return isStopped ? { ...end, said: { type: 'interrupted' } } : end
}

/** A run that the system has ended for its memory went beyond the limit of its job, whoever has set that. */
function forMemory(end: WorkerEnd, killsBefore: number): WorkerEnd {
  if (end.said !== null || end.exceeded !== undefined || end.signal !== 'SIGKILL') return end
  const { kills, limit } = memoryGroup()
  return kills > killsBefore ? { ...end, exceeded: { reason: 'memory', bytes: limit } } : end
}

/** Data is the same wherever it lies, or the result fits no key: told before anything is computed. */
export function refuseOtherData({ dataFiles, root }: RunSpecification): void {
  const other = changedFiles(dataFiles)
  if (other.length === 0) return
  const name = (file: string): string => (isWithin(root, file) ? relative(root, file) : file)
  throw new ProblemsError(
    other.slice(0, 20).map((file) => ({
      code: 'other-data',
      message: `${name(file)} is not there on ${hostname()} as it was when the run was planned`,
      hint: 'bring the same data there, or say in profiles.json where it lies: "data": { "data": "/scratch/data" }',
    })),
  )
}
