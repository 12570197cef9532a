import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { image, saveOutput, series } from '../artifacts'
import { writeResultFile } from '../results'
import { workspacePaths, type WorkspacePaths } from './workspace-paths'

/** For specs: the places of a workspace that is empty. */
export const emptyWorkspace = (): WorkspacePaths =>
  workspacePaths(realpathSync(mkdtempSync(join(tmpdir(), 'bocas-store-'))))

const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
)

/** A finished folder, as a worker leaves it: metrics, payloads, log and execution. */
export async function finishedFolder(paths: WorkspacePaths, key: string, accuracy = 0.9): Promise<string> {
  const draft = join(paths.work, randomUUID())
  mkdirSync(draft, { recursive: true })
  const output = { accuracy, history: series({ loss: [0.5, 0.25] }), sample: image(PNG) }
  const { artifacts, payloads } = await saveOutput(output, draft)
  await writeResultFile(draft, { key, config: { lr: 0.1 }, artifacts, payloads })
  writeFileSync(join(draft, 'run.log'), 'step 1\n')
  writeFileSync(join(draft, 'execution.json'), '{}\n')
  return draft
}
