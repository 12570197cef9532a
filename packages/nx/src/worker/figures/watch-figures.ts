import { join, relative } from 'node:path'
import { codedError, inWords, posixPath, type Problem, readLayout, realPath } from 'bocas/internal/light'
import { readsOf, type KnownFigureJob } from '../../protocol/figure-job'
import { allowedPlaces } from '../../reads/allowed-places'
import { listed, relativePathHint } from '../../reads/hints'
import { linkedPackages } from '../../reads/linked-packages'
import { sayViolations, violationProblems, type ReadingCode } from '../../reads/say'
import { watchReads } from '../../reads/watch'
import { findUntrackedImports, loadedModules } from '../untracked-imports'

/** What figures did that is not among their inputs. */
export interface WatchedFigures {
  /** All that was found and is not `told` yet. From here on nobody is watched: what is drawn is written now. */
  refused(told?: readonly Problem[]): Promise<readonly Problem[]>
  hint(error: unknown): string | undefined
  /** Does something of ours with nobody watched, as far as it goes without waiting: it starts the declared program. */
  aside<T>(ours: () => T): T
}

/** Watches the code of figures: files and programs that the hash of their target does not know. Such figures would be taken from a cache when they change. */
export function watchFigures(bundle: string, jobFile: string, job: KnownFigureJob): WatchedFigures {
  const { root: given, packages } = job.known
  const reader = readerOf(job)
  const before = loadedModules()
  const { place, work } = job.program ?? {}
  const ofProgram = place === undefined ? [] : [work!, ...place.inputs.map(({ file }) => file)]
  const allowed = [bundle, ...job.runs.map(({ dir }) => dir), ...Object.values(job.data), ...ofProgram]
  const watch = watchReads(
    { root: reader.root, folder: reader.folder, allowed: allowedPlaces(allowed), packages },
    {
      sink: readsOf(jobFile),
      onViolation(violation) {
        if (violation.place === 'program') throw codedError('undeclared-read', sayViolations([violation], reader)[0]!)
      },
    },
  )
  return {
    aside: watch.aside,
    async refused(told = []) {
      watch.end()
      const words = told.map(inWords)
      const isTold = ({ message }: Problem): boolean => words.some((word) => word.includes(message))
      // Which packages draw is a choice of the author's: a renderer loads them when it is needed.
      const surprises = await findUntrackedImports(
        { bundle, packages: 'any', root: given },
        before,
        watch.loaded,
        reader.who,
      )
      return [
        ...violationProblems(watch.violations(), reader, isTold),
        ...surprises.map((message): Problem => ({ message })).filter((problem) => !isTold(problem)),
      ]
    },
    hint: (error) => relativePathHint(error, process.cwd(), reader),
  }
}

function readerOf({ known }: KnownFigureJob): ReadingCode {
  const root = realPath(known.root)
  const folder = realPath(known.folder)
  const file = posixPath(join(relative(root, folder), 'figures.ts'))
  return {
    who: 'the figures',
    root,
    layout: readLayout(root),
    folder,
    declared: known.declared,
    linked: () => linkedPackages(root),
    known: 'the inputs of the figures',
    line: (names) => `in ${file}, defineFigures(…, { data: ${listed(names)} })`,
    input: (name) => `input('${name}')`,
    programs: () =>
      "say which program draws: defineFigures(…, { program: command('…', { inputs: ['…'] }) }); or compute it in a run, and draw its result",
  }
}
