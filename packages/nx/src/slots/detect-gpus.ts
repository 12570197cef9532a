import { execFile } from 'node:child_process'
import { amdDevices, nvidiaDevices, visibleDevices } from './gpu-lists'
import type { Slot } from './machine-slots'

/** Milliseconds: without a daemon that keeps the driver awake, a machine of eight devices needs several seconds to list them. */
const TIME_LIMIT = 20_000

/** The GPUs that the vendor's tool lists, and what to tell a person of how they were looked for. */
export interface Detected {
  readonly gpus: readonly Slot[]
  readonly note: string
}

/** Asks `nvidia-smi`, and when that knows of none, `rocm-smi`. A tool that is not there, fails or hangs knows of none. */
export async function detectGpus(env: NodeJS.ProcessEnv, timeLimit: number = TIME_LIMIT): Promise<Detected> {
  const nvidia = await ask('nvidia-smi', ['-L'], env, timeLimit)
  const cuda = visibleDevices(nvidiaDevices(nvidia.printed), env.CUDA_VISIBLE_DEVICES)
  if (nvidiaDevices(nvidia.printed).length > 0)
    return { gpus: cuda, note: `nvidia-smi lists ${nvidiaDevices(nvidia.printed).length}${limited(env, 'CUDA')}` }
  const rocm = await ask('rocm-smi', ['--showuniqueid'], env, timeLimit)
  const all = amdDevices(rocm.printed)
  if (all.length > 0)
    return {
      gpus: visibleDevices(all, env.HIP_VISIBLE_DEVICES),
      note: `rocm-smi lists ${all.length}${limited(env, 'HIP')}`,
    }
  return { gpus: [], note: `no GPU was found: ${nvidia.failure}; ${rocm.failure}` }
}

const limited = (env: NodeJS.ProcessEnv, maker: 'CUDA' | 'HIP'): string => {
  const visible = env[`${maker}_VISIBLE_DEVICES`]
  return visible === undefined ? '' : `, of which ${maker}_VISIBLE_DEVICES='${visible}' may be used`
}

function ask(
  tool: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  timeLimit: number,
): Promise<{ printed: string; failure: string }> {
  return new Promise((resolve) => {
    // SIGKILL: a tool that waits for a broken driver does not hear anything else.
    execFile(tool, args, { env, timeout: timeLimit, killSignal: 'SIGKILL', windowsHide: true }, (error, printed) => {
      if (!error) return resolve({ printed, failure: `${tool} lists none` })
      const { code, killed } = error as NodeJS.ErrnoException & { killed?: boolean }
      const failure = killed
        ? `did not answer within ${timeLimit / 1000} s`
        : code === 'ENOENT'
          ? 'is not there'
          : 'failed'
      resolve({ printed: '', failure: `${tool} ${failure}` })
    })
  })
}
