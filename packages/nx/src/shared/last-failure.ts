import { join } from 'node:path'
import type { WorkspacePaths } from 'bocas/internal/light'
import { readJson } from './read-json'

/** Why the last execution of a run failed, of this very key; undefined when it did not, or another began since. */
export function lastFailure(
  { failed }: Pick<WorkspacePaths, 'failed'>,
  task: string,
  { name, key }: { readonly name: string; readonly key: string },
): string | undefined {
  const failure = readJson<{ key: string; message: string }>(join(failed(task, name), 'failure.json'))
  return failure?.key === key ? failure.message : undefined
}
