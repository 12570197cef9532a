import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { processGuard, signalGroup } from 'bocas/internal/store'
import { cappedLog } from './capped-log'
import { endStrays, MARK, newcomers } from '../processes/end-processes'
import type { Launched, Launcher, WorkerEnd } from './launcher'
import { LINE, onMessages, send } from '../../protocol/line'
import { BEGIN, WAIT, type RunSpecification, type WorkerMessage } from '../../protocol/run-specification'
import { withoutSecrets } from '../../shared/secrets'
import { SPECIFICATION } from '../../shared/specification-file'
import { confine, UNFENCED, type Fence } from '../processes/confine'
import { watchLimits, type Exceeded } from './watch-limits'
import { watchSilence } from './watch-silence'

const IS_WINDOWS = process.platform === 'win32'
/** Milliseconds between asking a run to stop and ending it: below the 5 s after which Nx kills the host and all below it. */
const GRACE = 3_000
/** Milliseconds in which the output of an ended run must arrive: something that it left behind may hold the other end. */
const DRAIN = 500

export interface LocalOptions {
  /** Shown what a run prints, as it comes. */
  readonly echo?: ((text: string) => void) | undefined
  /** Told once, when a run begins that may start programs on a system that lets them get away. */
  readonly onUnfenced?: ((message: string) => void) | undefined
  /** Milliseconds between asking a run to stop and ending it. */
  readonly grace?: number | undefined
}

/**
 * Starts each worker as a process of this machine, with its output in `run.log`, and shown as it comes when `echo` is given. A worker leads
 * a process group, which ends with it; so does what has left the group, where the system shows its processes.
 */
export function localLauncher(workerScript: string, { echo, onUnfenced, grace = GRACE }: LocalOptions = {}): Launcher {
  const guard = processGuard()
  const fresh = newcomers()
  let isUnfencedTold = false
  /** Workers without a run, by work folder. */
  const waiting = new Map<string, Fenced>()
  const startGuarded = (...asked: Parameters<typeof start>): Fenced => {
    const child = start(...asked)
    if (child.pid !== undefined) guard.add(child.pid)
    // It may end before it is told something.
    lineOf(child)?.on('error', () => undefined)
    const [, work] = asked
    return { child, fence: confine(work, child.pid) }
  }
  return {
    prepare(work, limits) {
      const started = startGuarded(workerScript, work, { limits }, WAIT)
      const { child, fence } = started
      waiting.set(work, started)
      const gone = new Promise<void>((resolve) => {
        child.on('exit', resolve)
        child.on('error', () => child.pid === undefined && resolve())
      }).then(async () => {
        if (!waiting.delete(work)) return
        await fence.end()
        if (child.pid !== undefined) guard.gone(child.pid)
      })
      return {
        waits: () => waiting.has(work),
        async end() {
          if (!waiting.has(work)) return
          signalGroup(child.pid, 'SIGKILL')
          await gone
        },
      }
    },
    launch(spec, onProgress) {
      const prepared = waiting.get(spec.work)
      try {
        mkdirSync(join(spec.work, 'entry'), { recursive: true })
        writeFileSync(join(spec.work, SPECIFICATION), JSON.stringify(spec))
      } catch (error) {
        // It would wait for as long as this process lives.
        if (prepared) signalGroup(prepared.child.pid, 'SIGKILL')
        throw error
      }
      const log = cappedLog(join(spec.work, 'entry', 'run.log'))
      waiting.delete(spec.work)
      // Should it be gone in this moment, its end says so.
      const waits = prepared && lineOf(prepared.child)
      if (waits) send(waits, BEGIN)
      const { child, fence } = prepared ?? startGuarded(workerScript, spec.work, spec)
      if (!fence.holds && child.pid !== undefined && mayStartPrograms(spec) && !isUnfencedTold) {
        isUnfencedTold = true
        onUnfenced?.(UNFENCED)
      }
      const keepOutput = keep(child, (bytes) => {
        silence.broken()
        log.write(bytes)
        echo?.(bytes.toString())
      })
      const { stop, stopNow, settle } = ending(child, grace)
      let exceeded: Exceeded | undefined
      const onExceeded = (limit: Exceeded): void => {
        exceeded ??= limit
        // A run that takes all memory takes it from the others: it is not asked.
        if (limit.reason === 'memory') stopNow()
        else stop()
      }
      const unwatch = watchLimits(child.pid ?? 0, child.pid === undefined ? {} : (spec.limits ?? {}), onExceeded)
      const silence = watchSilence(child.pid, spec.limits?.stall, onExceeded)
      let word: WorkerEnd['said'] = null
      let tellKept = (): void => undefined
      const kept = new Promise<void>((resolve) => (tellKept = resolve))
      let tellComputed = (): void => undefined
      const computed = new Promise<void>((resolve) => (tellComputed = resolve))
      let tellComputes = (): void => undefined
      const computes = new Promise<void>((resolve) => (tellComputes = resolve))
      const line = lineOf(child)
      if (line) {
        onMessages(line, (given) => {
          const message = given as WorkerMessage
          if (message.type === 'progress') {
            silence.broken()
            return onProgress(message)
          }
          if (message.type === 'computing') return tellComputes()
          if (message.type === 'computed') return tellComputed()
          if (message.type !== 'stopping') word ??= message
          if (word?.type === 'trained') {
            tellComputed()
            tellKept()
          }
          // It ends now. A run may have left something behind that keeps it from that.
          settle()
        })
      }
      // A prepared worker may have ended already: what is closed closes no more.
      const lastWord = new Promise<void>((resolve) => (line && !line.closed ? line.once('close', resolve) : resolve()))
      /** What the run has started and left behind would go on computing, and keep its output open. */
      const clearAway = async (): Promise<void> => {
        try {
          signalGroup(child.pid, 'SIGKILL')
          await fence.end()
          endStrays(spec.work, fresh())
        } catch (error) {
          log.write(Buffer.from(`what the run may have left behind could not be ended: ${(error as Error).message}\n`))
        }
        if (child.pid !== undefined) guard.gone(child.pid)
        await Promise.all([keepOutput(), drained(lastWord)])
        line?.destroy()
      }
      const ended = new Promise<WorkerEnd>((resolve) => {
        child.on('error', (error) => {
          word = { type: 'failed', message: `no process could be started: ${error.message}` }
          tellComputes()
          // Nothing follows for a process that never was; else the end does.
          if (child.pid === undefined) resolve({ said: word, code: null, signal: null })
        })
        child.on('exit', (code, signal) => {
          unwatch()
          silence.end()
          tellComputes()
          const end = (): void => resolve({ said: word, code, signal, ...(exceeded && { exceeded }) })
          // Whatever goes wrong at that, the run has ended, and whoever waits for it is told.
          clearAway().then(end, end)
        })
      })
      return {
        ended: ended.finally(() => {
          unwatch()
          silence.end()
          settle.clear()
          log.close()
        }),
        computes,
        computed,
        kept,
        stop,
        kill: stopNow,
      }
    },
  }
}

/** A process, and what it cannot leave. */
interface Fenced {
  readonly child: ChildProcess
  readonly fence: Fence
}

/** What is not declared is refused when it is started. */
const mayStartPrograms = ({ program, programs = [] }: RunSpecification): boolean =>
  program !== undefined || programs.length > 0

function start(
  workerScript: string,
  work: string,
  { limits = {}, secrets = [] }: Pick<RunSpecification, 'limits' | 'secrets'>,
  ...words: string[]
): ChildProcess {
  // A tenth is left to what Node itself needs: then V8 collects garbage before the process is ended for its size.
  const heap =
    limits.memory === undefined ? [] : [`--max-old-space-size=${Math.floor((limits.memory * 0.9) / 2 ** 20)}`]
  const node = [process.execPath, ...heap, '--enable-source-maps', workerScript, join(work, SPECIFICATION), ...words]
  // Both of its outputs into one pipe, so that the log has them in the order in which they came; a shell can do that, and then becomes it.
  const [program, ...args] = IS_WINDOWS ? node : ['/bin/sh', '-c', 'exec "$@" 2>&1', 'sh', ...node]
  return spawn(program!, args, {
    cwd: work,
    // Nx forces colour on everything below it; a log is read as text.
    env: { ...withoutSecrets(process.env, { but: secrets }), FORCE_COLOR: '0', [MARK]: work },
    // The last one is the line: see there.
    stdio: ['ignore', 'pipe', IS_WINDOWS ? 'pipe' : 'ignore', 'pipe'],
    // A group of its own, so that a Ctrl-C reaches the host, which decides, and not the run.
    detached: !IS_WINDOWS,
  })
}

// A process that could not be started for want of descriptors has none.
const lineOf = (child: ChildProcess): Duplex | undefined =>
  ((child.stdio as ChildProcess['stdio'] | undefined)?.[LINE] as Duplex | null | undefined) ?? undefined

/**
 * Waits for the end of what an ended process has sent, but not for ever. The timer keeps this process alive: without it a host that waits for nothing else
 * would end in the middle, with no word of the run.
 */
async function drained(end: Promise<unknown>): Promise<void> {
  const stop = new AbortController()
  await Promise.race([end, sleep(DRAIN, undefined, { signal: stop.signal })])
  stop.abort()
}

/** Hands over what a process prints; the returned function waits for the last of it. */
function keep(child: ChildProcess, write: (bytes: Buffer) => void): () => Promise<void> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null && stream !== undefined)
  for (const stream of streams) stream.on('data', write)
  const closed = Promise.all(streams.map((stream) => new Promise((resolve) => stream.once('close', resolve))))
  return async () => {
    await drained(closed)
    for (const stream of streams) stream.removeAllListeners('data').destroy()
  }
}

/** The ways in which a process is ended. */
function ending(child: ChildProcess, grace: number) {
  let timer: NodeJS.Timeout | undefined
  const stopNow = (): void => signalGroup(child.pid, 'SIGKILL')
  const settle = Object.assign((): void => void (timer ??= setTimeout(stopNow, grace)), {
    clear: (): void => clearTimeout(timer),
  })
  const stop: Launched['stop'] = () => {
    child.kill('SIGTERM')
    settle()
  }
  return { stop, stopNow, settle }
}
