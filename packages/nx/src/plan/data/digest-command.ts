import { relative, sep } from 'node:path'
import { workerScript, type WorkerName } from '../workers/worker-script'

/** The command of a `runtime` input that prints what something is now: Nx sees neither git-ignored files nor those outside the workspace. */
export async function digestCommand(root: string, worker: WorkerName, asked: object): Promise<string> {
  const script = relative(root, await workerScript(root, worker))
    .split(sep)
    .join('/')
  // Names of files never meet the shell as they are.
  return `node ${script} ${Buffer.from(JSON.stringify(asked)).toString('base64url')}`
}
