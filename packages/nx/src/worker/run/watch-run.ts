import { join } from 'node:path'
import { codedError, readLayout, realPath, REASON } from 'bocas/internal'
import type { RunSpecification } from '../../protocol/run-specification'
import { allowedPlaces } from '../../reads/allowed-places'
import { listed, relativePathHint } from '../../reads/hints'
import { linkedPackages } from '../../reads/linked-packages'
import { sayViolations, type ReadingCode } from '../../reads/say'
import { watchReads } from '../../reads/watch'

/** Milliseconds in which a run that has read what is not in its key may show what else it reads, before it is ended. */
const PATIENCE = 1_000

/** What a run did that is not in its key. */
export interface WatchedRun {
  /** What was found so far, to be told. */
  lines(): string[]
  /** Files that were loaded as modules. */
  readonly loaded: ReadonlySet<string>
  /**
   * What to add to an error: a hint, when a relative path meant a file of the task.
   *
   * @param cwd the folder in which the run works.
   */
  hint(error: unknown, cwd: string): string | undefined
  end(): void
}

/**
 * Watches the code of a run: reads of files and programs that the run key does not know. Such a result would go stale without a word.
 *
 * @param own what else it may read: its folder of checkpoints, the files of results that it takes.
 * @param refuse ends the run: it is called a moment after the first thing was found, because a result that is not kept need not be computed.
 */
export function watchRun(
  spec: RunSpecification,
  own: readonly string[],
  refuse: (lines: string[]) => void,
): WatchedRun {
  const reader = readerOf(spec)
  const rules = {
    root: reader.root,
    folder: reader.folder,
    allowed: allowedPlaces([spec.work, spec.bundle, ...own, ...Object.values(spec.data)]),
    packages: spec.packages,
    programs: spec.programs,
  }
  let timer: NodeJS.Timeout | undefined
  const watch = watchReads(rules, {
    sink: join(spec.work, 'thread-reads.jsonl'),
    onViolation(violation) {
      const lines = sayViolations([violation], reader)
      console.error(lines.join('\n'))
      timer ??= setTimeout(() => {
        if (linesNow().length > 0) refuse(linesNow())
      }, PATIENCE).unref()
      if (violation.place === 'program')
        throw Object.assign(codedError('undeclared-read', lines[0]!), { [REASON]: 'surprise' })
    },
  })
  const linesNow = (): string[] => sayViolations(watch.violations(), reader)
  return {
    lines: linesNow,
    loaded: watch.loaded,
    hint: (error, cwd) => relativePathHint(error, cwd, reader),
    end() {
      clearTimeout(timer)
      watch.end()
    },
  }
}

function readerOf({ root: given, task, ingredients }: RunSpecification): ReadingCode {
  const root = realPath(given)
  const layout = readLayout(root)
  const sweep = `${layout.tasks}/${task}/sweep.ts`
  return {
    who: 'the run',
    root,
    layout,
    folder: join(root, layout.tasks, task),
    declared: Object.keys(ingredients.data),
    linked: () => linkedPackages(root),
    known: 'the run key',
    line: (names) => `in ${sweep}, defineSweep({ … }, { data: ${listed(names)} })`,
    input: (name) => `ctx.input('${name}')`,
    programs: (names) =>
      `make the run that program: export const run = command('…', { inputs: […] }); or say that what it reads and its version change no result: in ${sweep}, defineSweep({ … }, { programs: ${listed(names)} })`,
  }
}
