import { ProblemsError } from '../../problems'
import type { Json } from '../../sweep'
import type { Language } from '../../text'
import { stepsOf, valueAtSteps } from '../stored/config-path'
import { makeResult } from '../stored/result'
import { Runs } from '../runs/runs'
import { importedKey, type ImportedResults } from './imported-file'

/** How imported results are called beside others. */
export interface ImportedAs {
  /** The file without its folder and ending. */
  readonly label: string
  /** The file; absolute. */
  readonly file: string
  /** Keys that join every config, to tell them from others: `{ tactic: 'cnn of 2023' }`. */
  readonly config?: Readonly<Record<string, Json>> | undefined
  /** Whether the task joins every config, as `task`. */
  readonly joinTask?: boolean | undefined
  /** In which sentences about them are. */
  readonly language?: Language | undefined
}

/** No task has such a name: its folder could not be called so. */
export const importedTask = (label: string): string => `imported:${label}`

/**
 * Imported results as runs, each marked by its task, `imported:<name of the file>`, and by what it was imported from.
 *
 * @throws ProblemsError when a config has one of the keys already, with another value.
 */
export function importedRuns<C, O>({ from, source, runs }: ImportedResults, as: ImportedAs): Runs<C, O> {
  const task = importedTask(as.label)
  const added = { ...(as.joinTask ? { task } : {}), ...as.config }
  const entries = runs.map((run) => {
    const { name, seed, artifacts, origin } = run
    const config = withKeys(run.config, added, `${task}/${name}`)
    const stored = {
      format: 1,
      key: importedKey(from, run),
      config: run.config,
      artifacts,
      payloads: {},
      seal: '',
    } as const
    const result = makeResult<C, O>(
      { ...stored, ...(seed && { seed }) },
      { task, name, dir: as.file, config, imported: { from, source, origin } },
    )
    return { task, name, config, ...(seed && { seed }), result }
  })
  return new Runs<C, O>(entries, { language: as.language })
}

function withKeys(config: Json, added: Readonly<Record<string, Json>>, path: string): Json {
  for (const [key, value] of Object.entries(added)) {
    const own = valueAtSteps(config, stepsOf(key))
    if (own !== undefined && JSON.stringify(own) !== JSON.stringify(value))
      throw new ProblemsError({
        message: `its config has \`${key}\` already, with another value: ${JSON.stringify(own)}`,
        hint: 'add a key that it does not have, or import with --rename',
        path,
      })
  }
  return { ...(config as { readonly [key: string]: Json }), ...added }
}
