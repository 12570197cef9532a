import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type AnyRuns, importedRuns, type Language, ProblemsError, readImported } from 'bocas/internal'
import { inputOf } from './input'

/** Keys that join the configs of imported results. */
type Keys = Readonly<Record<string, string | number | boolean>>

/** Reads imported results for a kit, and remembers what was read. */
export interface Importer {
  readonly imported: (file: string, config?: Keys) => AnyRuns
  readonly taken: () => readonly AnyRuns[]
}

/**
 * @param data declared data: where it lies.
 * @param joinTask whether the task joins every config.
 */
export function importer(data: Readonly<Record<string, string>>, joinTask: boolean, language?: Language): Importer {
  const place = inputOf(data)
  const known = new Map<string, { readonly of: string; readonly runs: AnyRuns }>()
  return {
    imported(file, config = {}) {
      const label = basename(file).replace(/\.jsonl$/, '')
      const path = place(file)
      const of = JSON.stringify([path, Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1))])
      const before = known.get(label)
      // The same runs each time: what joins them twice has each once.
      if (before?.of === of) return before.runs
      if (before !== undefined)
        throw new ProblemsError({
          message: `results of the name ${label} were imported already, from another file or with other keys, and one run would be two`,
          hint: 'import each file once and keep it: const old = imported(…)',
          path: file,
        })
      const read = readImported(readFileSync(path, 'utf8'), file)
      const runs: AnyRuns = importedRuns(read, { label, file: path, config, joinTask, language })
      known.set(label, { of, runs })
      return runs
    },
    taken: () => [...known.values()].map(({ runs }) => runs),
  }
}
