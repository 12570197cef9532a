import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  canonicalJson,
  codedError,
  diskProblem,
  openCheckpoint,
  PROGRAM,
  sha256,
  workspacePaths,
  type ProgramPlace,
} from 'bocas/internal'
import type { Ctx } from 'bocas'
import type { RunSpecification } from '../../protocol/run-specification'
import { handTaken } from './hand-taken'
import type { HostLine } from './host-line'
import type { TakenResults } from './take-result'

/**
 * What `run` is given beside its config.
 *
 * @param mayMake whether a checkpoint may be written still.
 */
export function runContext(
  spec: RunSpecification,
  host: Pick<HostLine, 'tell'>,
  {
    dir,
    signal,
    taken,
    mayMake,
  }: {
    readonly dir: string
    readonly signal: AbortSignal
    readonly taken: TakenResults
    readonly mayMake: () => boolean
  },
): Ctx {
  return {
    seed: spec.seed?.value ?? derivedSeed(spec.config),
    dir,
    signal,
    checkpoint: openCheckpoint(checkpointFolder(spec), (line) => console.log(line), mayMake),
    resources: spec.slots?.ids ?? {},
    log: (line: string): void => console.log(line),
    progress(step: number, of: number, metrics?: Readonly<Record<string, number>>): void {
      // A file and not only a message, so that any terminal can look.
      note(join(spec.work, 'progress.jsonl'), JSON.stringify({ time: Date.now(), step, of, metrics }) + '\n')
      host.tell({ type: 'progress', step, of, metrics })
    },
    input(name: string): string {
      const place = spec.data[name]
      if (place !== undefined) return place
      const declared = Object.keys(spec.data)
      throw codedError(
        'undeclared-read',
        `data '${name}' is not declared, so it is not in the run's key; ` +
          (declared.length > 0 ? `declared: ${declared.join(', ')}` : 'declare it in sweep.ts') +
          ` → defineSweep({ … }, { data: ['${name}'] })`,
      )
    },
    from: (take) => taken.from(take) as never,
  }
}

/** Of a run that is a program also what `command` needs to start it. */
export async function withProgram(
  ctx: Ctx,
  { program, root, data, work, taken, threads }: RunSpecification,
): Promise<Ctx> {
  if (!program) return ctx
  const from = await handTaken(join(work, 'from'), taken)
  const place: ProgramPlace = { ...program, root, data, from, threads }
  return { ...ctx, [PROGRAM]: place } as Ctx
}

/** Appends what is for onlookers only: a disk that is full for a moment must not end a run. */
function note(file: string, line: string): void {
  try {
    appendFileSync(file, line)
  } catch (error) {
    if (diskProblem(error, []) === undefined) throw error
  }
}

/** A try begins at the beginning each time, and several of one config may be at work at once: it has a checkpoint of its own. */
export const checkpointFolder = ({ root, work, key, into }: RunSpecification): string =>
  typeof into === 'string' ? join(workspacePaths(root).checkpoints, key) : join(work, 'checkpoint')

/** A seed for a config without a seeds axis: the same for the same config, below 2^31 for generators that take signed integers. */
const derivedSeed = (config: unknown): number => Number.parseInt(sha256(canonicalJson(config)).slice(0, 8), 16) >>> 1
