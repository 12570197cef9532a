import { codeOf } from 'bocas/internal'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import type { FigureJob, FigureReport, Figures } from '@bocas/figures'
import { inWords, isProblemsError, ProblemsError, withHints } from 'bocas/internal/light'
import type { KnownFigureJob, ThrownError } from '../protocol/figure-job'
import { watchThisThread } from '../reads/watch'
import { watchFigures, type WatchedFigures } from './figures/watch-figures'

const FIGURES = Symbol.for('bocas.figures')

interface FiguresModule {
  readonly default?: {
    readonly [FIGURES]?: unknown
    readonly data?: readonly string[]
    readonly render?: Figures['render']
  }
}

/** Loaded only where a program draws. */
async function prepare({ place, work }: NonNullable<KnownFigureJob['program']>): Promise<FigureJob['program']> {
  const { prepareFiguresProgram } = await import('bocas/internal')
  return prepareFiguresProgram(place, work)
}

type PreparedJob = Omit<KnownFigureJob, 'program'> & Pick<FigureJob, 'program'>

/** Draws one `figures.ts` in a process of its own: `node figures-worker <bundle> <job file>`. The report goes over the channel. */
async function main([bundle, jobFile]: string[]): Promise<{ report: FigureReport }> {
  const job = JSON.parse(readFileSync(jobFile!, 'utf8')) as KnownFigureJob
  // Before anybody is watched: what is ours may look where it likes.
  const program = job.program && (await prepare(job.program))
  const watched = watchFigures(bundle!, jobFile!, job)
  return { report: await render(bundle!, { ...job, program }, watched) }
}

async function render(bundle: string, job: PreparedJob, watched: WatchedFigures): Promise<FigureReport> {
  let module: FiguresModule
  try {
    module = (await import(pathToFileURL(bundle).href)) as FiguresModule
  } catch (error) {
    throw await withReads(error as Error, watched)
  }
  const figures = module.default
  if (!figures || !(FIGURES in figures) || typeof figures.render !== 'function') {
    throw new Error(
      'figures.ts has no default export of defineFigures(…): write export default defineFigures<typeof run>(({ runs, … }) => { … })',
    )
  }
  const { data = [] } = figures
  const unseen = data.filter((name) => !job.known.declared.includes(name))
  if (unseen.length > 0) {
    throw new ProblemsError({
      message: `the figures declare data in a way that their code does not show, so nobody knows when to draw them anew: ${unseen.join(', ')}`,
      hint: `write it out in the call, in figures.ts: defineFigures(…, { data: ['${unseen.join("', '")}'] })`,
    })
  }
  return figures.render(job, watched)
}

/** Code that throws while it is loaded says no more than that: what it has read before, and a path that led nowhere, may be why. */
async function withReads(error: Error, watched: WatchedFigures): Promise<Error> {
  const hint = watched.hint(error)
  const more = [...(hint ? [hint] : []), ...(await watched.refused()).map(inWords)]
  if (isProblemsError(error)) return thrownWhere(error, new ProblemsError(withHints(error.problems, more)))
  return thrownWhere(error, Object.assign(new Error([error.message, ...more].join('\n')), { name: error.name }))
}

/** Another error in the place of one, as if it was thrown there. */
const thrownWhere = ({ stack }: Error, instead: Error): Error =>
  stack === undefined ? instead : Object.assign(instead, { stack })

function thrown(error: Error): ThrownError {
  const { name, message, stack } = error
  if (!isProblemsError(error)) return { name, code: codeOf(error), message, stack }
  const { problems, heading } = error
  return { name, message, stack, problems, heading }
}

function begin(): void {
  // Taken away before a person's code is there: what that sends is no report.
  const send = process.send!.bind(process)
  delete process.send
  main(process.argv.slice(2)).then(
    (message) => send(message, () => process.exit(0)),
    (error: Error) => send({ thrown: thrown(error) }, () => process.exit(1)),
  )
}

// In each thread that figures start this script comes first, to watch it as well.
if (isMainThread) begin()
else watchThisThread()
