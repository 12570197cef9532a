import { realpathSync } from 'node:fs'
import { delimiter } from 'node:path'
import type { Ctx } from './context'
import type { ProgramPlace } from './program-place'

/** The version of the protocol between bocas and programs: docs/protocol.md. */
const PROGRAM_PROTOCOL = '1'

/** By these variables the libraries of numbers are told how many threads they may use. */
const THREADS = [
  'OMP_NUM_THREADS',
  'OPENBLAS_NUM_THREADS',
  'MKL_NUM_THREADS',
  'BLIS_NUM_THREADS',
  'NUMEXPR_NUM_THREADS',
  'VECLIB_MAXIMUM_THREADS',
] as const

/** Where a program finds what it is given, and leaves what comes out; absolute. */
export interface ProgramPaths {
  readonly config: string
  readonly data: string
  readonly result: string
  readonly scratch: string
}

/** The environment of a program: the caller's, what its command declares, and the variables of docs/protocol.md. */
export function programEnvironment(
  place: ProgramPlace,
  { seed, resources, checkpoint }: Ctx,
  { config, ...paths }: ProgramPaths,
): NodeJS.ProcessEnv {
  return {
    ...anyProgramEnvironment(place, paths),
    BOCAS_CONFIG: config,
    BOCAS_SEED: String(seed),
    BOCAS_FROM: place.from,
    BOCAS_RESOURCES: JSON.stringify(resources),
    BOCAS_CHECKPOINT: checkpoint.folder,
  }
}

/** What programs of runs and of figures have in common. */
export function anyProgramEnvironment(
  { declaration: { env = {} }, folder, python, root, threads = 1 }: ProgramPlace,
  { data, result, scratch }: Omit<ProgramPaths, 'config'>,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Python: sets in the same order each time and not by this process's dice, output as it comes, no files beside the sources.
    PYTHONHASHSEED: '0',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    // The project of `uv run` is the task's own, with its environment; uv would make another one for each copy.
    UV_PROJECT: process.env.UV_PROJECT ?? folder,
    // Sums of another order have other last digits: as many threads everywhere, and not one for each core of whatever machine it is.
    ...Object.fromEntries(THREADS.map((name) => [name, String(threads)])),
    ...env,
    PYTHONPATH: [python, env.PYTHONPATH ?? process.env.PYTHONPATH].filter((path) => path).join(delimiter),
    BOCAS_PROTOCOL: PROGRAM_PROTOCOL,
    BOCAS_RESULT: result,
    BOCAS_DIR: scratch,
    BOCAS_DATA: data,
    BOCAS_ROOT: realpathSync(root),
  }
}
