import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  commitEntry,
  findKept,
  saveOutput,
  sha256,
  canonicalJson,
  tryLock,
  workspacePaths,
  writeResultFile,
} from 'bocas/core'
import type { RunSpecification, WorkerMessage } from '../host/run-specification'
import { changedFiles } from '../plan/data-files'
import { findSurprises, loadedModules } from './surprises'
import { writeProvenance } from './provenance'
import { userFrame } from './user-frame'

/**
 * Executes one run specification in a process of its own: takes the key's lock, imports the code, calls `run`, and makes what it
 * returns an entry of the store. Says what happened over the channel to its host, and ends when the host is gone.
 */
async function main(spec: RunSpecification): Promise<WorkerMessage> {
  const paths = workspacePaths(spec.root)
  if (spec.into !== 'store')
    return execute(spec, (entry) => replaceFolder(entry, (spec.into as { folder: string }).folder))
  const attempt = tryLock(paths.locks, spec.key)
  if (!('lock' in attempt)) return { type: 'busy' }
  try {
    // Another process may have finished this run between the host's look and the lock.
    if ((await findKept(paths, spec.key)).kept) return { type: 'kept' }
    const outcome = await execute(spec, (entry) => commitEntry(paths, spec.key, entry))
    if (outcome.type === 'trained') attempt.lock.forget()
    return outcome
  } finally {
    attempt.lock.release()
  }
}

async function execute(spec: RunSpecification, keep: (entry: string) => void): Promise<WorkerMessage> {
  const started = new Date()
  const scratch = join(spec.work, 'scratch')
  const entry = join(spec.work, 'entry')
  mkdirSync(scratch, { recursive: true })
  process.chdir(scratch)
  const stop = new AbortController()
  process.once('SIGTERM', () => stop.abort(new Error('the run was asked to stop')))
  try {
    const { run } = (await import(pathToFileURL(spec.bundle).href)) as { run?: unknown }
    if (typeof run !== 'function') {
      return {
        type: 'failed',
        message: `run.ts exports no function 'run': write export async function run(config, ctx) { … }`,
      }
    }
    const output: unknown = await run(structuredClone(spec.config), context(spec, scratch, stop.signal))
    if (stop.signal.aborted) return { type: 'interrupted' }
    const blind = [...(await findSurprises(spec, loadedBefore)), ...changedData(spec)]
    if (blind.length > 0) return { type: 'failed', message: blind.join('\n') }
    const { artifacts, payloads } = await saveOutput(output, entry)
    await writeResultFile(entry, { key: spec.key, config: spec.config as never, seed: spec.seed, artifacts, payloads })
    writeIngredients(entry, spec)
    writeProvenance(entry, spec, started)
    keep(entry)
    return { type: 'trained' }
  } catch (error) {
    console.error(error)
    if (stop.signal.aborted) return { type: 'interrupted' }
    return {
      type: 'failed',
      message: error instanceof Error ? error.message || error.name : String(error),
      at: userFrame(error, spec.root),
    }
  }
}

/** Code is run as it was planned; data is read from where it lies, and a person may save it meanwhile. */
const changedData = ({ dataFiles, root }: RunSpecification): string[] =>
  changedFiles(dataFiles).map(
    (file) => `${relative(root, file)} changed while the run was at work, so its result fits no key: call nx again`,
  )

function context(spec: RunSpecification, dir: string, signal: AbortSignal) {
  return {
    seed: spec.seed?.value ?? derivedSeed(spec.config),
    dir,
    signal,
    log: (line: string): void => console.log(line),
    progress(step: number, of: number, metrics?: Readonly<Record<string, number>>): void {
      // A file and not only a message, so that any terminal can look.
      appendFileSync(join(spec.work, 'progress.jsonl'), JSON.stringify({ time: Date.now(), step, of, metrics }) + '\n')
      tell({ type: 'progress', step, of, metrics })
    },
    input(name: string): string {
      const place = spec.data[name]
      if (place !== undefined) return place
      const declared = Object.keys(spec.data)
      throw new Error(
        `data '${name}' is not declared, so it is not in the run's key; ` +
          (declared.length > 0 ? `declared: ${declared.join(', ')}` : 'declare it in sweep.ts') +
          ` → defineSweep({ … }, { data: ['${name}'] })`,
      )
    },
  }
}

/** What the key was made of, in words that a later plan can compare with its own. The same for the same key. */
function writeIngredients(entry: string, { task, name, config, ingredients }: RunSpecification): void {
  writeFileSync(join(entry, 'ingredients.json'), canonicalJson({ task, name, config, ingredients }) + '\n')
}

/** A seed for a config without a seeds axis: the same for the same config, below 2^31 for generators that take signed integers. */
const derivedSeed = (config: unknown): number => Number.parseInt(sha256(canonicalJson(config)).slice(0, 8), 16) >>> 1

function replaceFolder(entry: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, '..'), { recursive: true })
  renameSync(entry, folder)
}

function tell(message: WorkerMessage): void {
  if (process.connected) process.send!(message)
}

// A worker without a host reports to no one: it leaves the run to the next call.
process.on('disconnect', () => process.exit(1))

const loadedBefore = loadedModules()
const spec = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as RunSpecification
main(spec).then(
  (message) => process.send!(message, () => process.exit(0)),
  (error: Error) => {
    console.error(error)
    process.send!({ type: 'failed', message: error.stack ?? error.message } satisfies WorkerMessage, () =>
      process.exit(1),
    )
  },
)
