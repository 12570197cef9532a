import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import {
  asCodes,
  canonicalCopy,
  canonicalJson,
  codeOf,
  commitEntry,
  diskProblem,
  enterRun,
  flushDraft,
  findKept,
  holdFolder,
  saveOutput,
  strictConfig,
  tryLock,
  workspacePaths,
  writeResultFile,
} from 'bocas/internal'
import { removeCheckpoint } from '../protocol/finished-checkpoints'
import { leaseTime } from '../protocol/lease'
import { LINE } from '../protocol/line'
import { WAIT, type RunSpecification, type WorkerMessage } from '../protocol/run-specification'
import { makeScratch } from '../protocol/scratch'
import { prepareToWatch, watchThisThread } from '../reads/watch'
import { forgetSecrets } from '../shared/secrets'
import { writeExecution } from './run/execution'
import {
  changedData,
  failure,
  lostFolder,
  placesOf,
  programReason,
  surprise,
  UNSETTLED,
  type Failed,
} from './run/failed'
import { openHostLine, type HostLine } from './run/host-line'
import { rehearse } from './run/rehearse'
import { leftBy, rescue, type Remains } from './run/rescue'
import { checkpointFolder, runContext, withProgram } from './run/run-context'
import { takenResults } from './run/take-result'
import { keepListeners, onUnsettled } from './run/unsettled'
import { watchRun, type WatchedRun } from './run/watch-run'
import { findUntrackedImports, loadedModules, prepareToFind } from './untracked-imports'
import { whoAsks } from './who-asks'
import { enterSlots } from '../slots/leases'

/** Bytes. A process that holds less keeps its result while the next run begins; two large ones at once may be more than the machine has. */
const LITTLE = 256 * 2 ** 20

/**
 * Executes one run specification in a process of its own: takes the key's lock, imports the code, calls `run`, and makes what it
 * returns an entry of the store. Says what happened over the channel to its host, and ends when the host is gone.
 */
async function main(spec: RunSpecification): Promise<WorkerMessage> {
  const paths = workspacePaths(spec.root)
  // Whoever has submitted the job has the lock, and takes the entry out of the work folder.
  if (spec.into === 'outbox')
    return execute(
      spec,
      () => undefined,
      () => true,
    )
  if (spec.into !== 'store')
    return execute(
      spec,
      (entry) => replaceFolder(entry, (spec.into as { folder: string }).folder),
      () => true,
    )
  const attempt = tryLock(paths.locks, spec.key, { lease: leaseTime() })
  if (!('lock' in attempt)) return { type: 'busy' }
  try {
    // Another process may have finished this run between the host's look and the lock.
    if ((await findKept(paths, spec.key)).kept) return { type: 'kept' }
    const { lock } = attempt
    // Passed over by another machine, it still may be the first with the result; what is saved on the way is the other's.
    const outcome = await execute(spec, (entry) => commitEntry(paths, spec.key, entry, 'name'), lock.holds)
    if (outcome.type === 'trained' && lock.holds()) {
      removeCheckpoint(checkpointFolder(spec))
      lock.forget()
    }
    return outcome
  } finally {
    attempt.lock.release()
  }
}

async function execute(
  spec: RunSpecification,
  keep: (entry: string) => void,
  holds: () => boolean,
): Promise<WorkerMessage> {
  const work = holdFolder(spec.work)
  const { store: storeFolder, checkpoints } = workspacePaths(spec.root)
  const store = holdFolder(storeFolder)
  const home = holdFolder(dirname(checkpoints))
  const started = new Date()
  const begin = performance.now()
  const scratch = makeScratch(spec.work)
  const entry = join(spec.work, 'entry')
  process.chdir(scratch)
  forgetSecrets(spec.secrets)
  if (spec.slots) await enterSlots(spec.slots)
  const stop = onSignals()
  // Before it is watched: what is ours may look where it likes.
  const taken = takenResults(spec)
  const ctx = runContext(spec, host, {
    dir: scratch,
    signal: stop,
    taken,
    mayMake: () => lostFolder(work, home) === undefined && holds(),
  })
  // What a program reads is told by other means, and this code is not a person's then.
  const watched = spec.program
    ? undefined
    : watchRun(spec, [checkpointFolder(spec), lockFolder(spec), ...taken.files], (lines) =>
        host.end({ type: 'failed', reason: 'surprise', message: lines.join('\n'), codes: ['undeclared-read'] }, 1),
      )
  endOnStrayErrors(spec, stop, watched)
  onUnsettled([LINE], () =>
    host.end(stop.aborted ? { type: 'interrupted' } : { type: 'failed', message: UNSETTLED }, 1),
  )
  enterRun()
  let returned: Remains | undefined
  /** What a run has returned after hours is kept as far as it goes, whatever is wrong with it. */
  const refuse = async (failed: Failed): Promise<Failed> => lostFolder(work) ?? rescue(failed, spec, returned)
  try {
    const { run } = (await import(pathToFileURL(spec.bundle).href)) as { run?: unknown }
    if (typeof run !== 'function') {
      return {
        type: 'failed',
        codes: ['no-run-function'],
        message: `run.ts exports no function 'run': write export async function run(config, ctx) { … }`,
      }
    }
    // Before it computes for hours: what its code has loaded by now is known.
    const early = await findUntrackedImports(spec, loadedBefore, watched?.loaded)
    if (early.length > 0) return surprise(early)
    const { config, refused } = strictConfig(canonicalCopy(spec.config), spec.known, whoAsks(spec.bundle))
    const whole = await withProgram(ctx, spec)
    host.tell({ type: 'computing' })
    const output: unknown = await run(config, whole)
    if (stop.aborted) return { type: 'interrupted' }
    returned = { output }
    // Whoever catches the error makes a result of it all the same.
    const unknown = refused()
    if (unknown !== undefined) throw unknown
    const untracked = await findUntrackedImports(spec, loadedBefore, watched?.loaded)
    const read = watched?.lines() ?? []
    const blind = [...read, ...untracked, ...changedData(spec)]
    if (blind.length > 0) return await refuse(surprise(blind, read))
    // Nothing is made where it was removed: it would be there again, with nothing in it.
    const baseless = lostFolder(work)
    if (baseless) return baseless
    if (process.memoryUsage.rss() < LITTLE) host.tell({ type: 'computed' })
    const { artifacts, payloads } = await saveOutput(output, entry, { passing: scratch })
    watched?.end()
    // An artifact can be a file of the workspace.
    const late = watched?.lines() ?? []
    if (late.length > 0) return await refuse(surprise(late, late))
    const content = { key: spec.key, config: spec.config as never, ...(spec.seed && { seed: spec.seed }) }
    await writeResultFile(entry, { ...content, artifacts, payloads })
    writeIngredients(entry, spec)
    writeExecution(entry, spec, started, (performance.now() - begin) / 1000)
    if (spec.into === 'store') await flushDraft(entry)
    const gone = lostFolder(work, store)
    if (gone) return gone
    keep(entry)
    return { type: 'trained' }
  } catch (error) {
    console.error(error)
    if (stop.aborted || programReason(error) === 'interrupted') return { type: 'interrupted' }
    returned ??= leftBy(error)
    return refuse(failure(error, spec, watched))
  }
}

/**
 * The signal that is aborted when the run must stop. Whoever ends a tree of processes and whoever started the run may both ask, so it may
 * be asked more than once.
 */
function onSignals(): AbortSignal {
  const stop = new AbortController()
  const asked = (): void => {
    if (!stop.signal.aborted) host.tell({ type: 'stopping' })
    stop.abort(new Error('the run was asked to stop'))
  }
  keepListeners({ SIGTERM: asked, SIGINT: asked, SIGHUP: asked })
  return stop.signal
}

/** An error that nobody catches ends the run wherever it comes from, as it ends any process of Node's; here it also says where that was. */
function endOnStrayErrors(spec: RunSpecification, stop: AbortSignal, watched?: WatchedRun): void {
  const uncaughtException = (error: Error, origin: NodeJS.UncaughtExceptionOrigin): void => {
    console.error(error)
    if (stop.aborted) return host.end({ type: 'interrupted' }, 1)
    const failed = failure(error, spec, watched)
    const how =
      origin === 'unhandledRejection' ? 'a promise was rejected and nobody handled it' : 'nobody caught an error'
    const problems = failed.problems?.map((one) => ({ ...one, message: `${how}: ${one.message}` }))
    host.end({ ...failed, message: `${how}: ${failed.message}`, ...(problems && { problems }) }, 1)
  }
  keepListeners({ uncaughtException })
}

/** Whether the run still has its lock is asked whenever it saves a checkpoint. */
const lockFolder = ({ root, key }: RunSpecification): string => join(workspacePaths(root).locks, key)

/** What the key was made of, in words that a later plan can compare with its own. The same for the same key. */
function writeIngredients(entry: string, { task, name, config, ingredients }: RunSpecification): void {
  writeFileSync(join(entry, 'ingredients.json'), canonicalJson({ task, name, config, ingredients }) + '\n')
}

function replaceFolder(entry: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, '..'), { recursive: true })
  renameSync(entry, folder)
}

// Written at once: what waits in this process for its turn is lost when the process ends, and that is the part that says why.
for (const stream of [process.stdout, process.stderr]) {
  ;(stream as { _handle?: { setBlocking?(on: boolean): void } })._handle?.setBlocking?.(true)
}

/** Resolves when there is a run; at once unless the worker was started ahead of it. Later, nothing tells the two apart. */
async function ready(): Promise<void> {
  if (process.argv[3] !== WAIT) return
  process.argv.pop()
  // While other runs compute.
  prepareToWatch()
  await prepareToFind()
  // Not beside a run that waits for it.
  if (!host.hasBegun()) loadedBefore.push(...(await rehearse()))
  await host.begun()
}

const loadedBefore = loadedModules()

function begin(): void {
  void ready().then(() => {
    const spec = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as RunSpecification
    return main(spec).then(
      (message) => host.end(message, 0),
      (error: Error) => {
        console.error(error)
        const fault = diskProblem(error, placesOf(spec.root))
        host.end(
          {
            type: 'failed',
            message: fault?.message ?? error.stack ?? error.message,
            ...asCodes([fault?.code ?? codeOf(error)]),
          },
          1,
        )
      },
    )
  })
}

// In each thread that a run starts this script comes first, to watch it as well.
let host: HostLine
if (isMainThread) {
  host = openHostLine()
  begin()
} else watchThisThread()
