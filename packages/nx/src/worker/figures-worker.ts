import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { FigureJob, FigureReport } from '../host/figure-job'

const FIGURES = Symbol.for('bocas.figures')

/** Draws one `figures.ts` in a process of its own: `node figures-worker <bundle> <job file>`. The report goes over the channel. */
async function main([bundle, job]: string[]): Promise<{ report: FigureReport }> {
  const module = (await import(pathToFileURL(bundle!).href)) as {
    default?: { [FIGURES]?: unknown; render?: (job: FigureJob) => Promise<FigureReport> }
  }
  const figures = module.default
  if (!figures || !(FIGURES in figures) || typeof figures.render !== 'function') {
    throw Object.assign(
      new Error(
        'figures.ts has no default export of defineFigures(…): write export default defineFigures<typeof run>(({ runs, … }) => { … })',
      ),
      { users: true },
    )
  }
  return { report: await figures.render(JSON.parse(readFileSync(job!, 'utf8')) as FigureJob) }
}

/** Taken away before a person's code is there: what that sends is no report. */
const send = process.send!.bind(process)
delete process.send

main(process.argv.slice(2)).then(
  (message) => send(message, () => process.exit(0)),
  (error: Error) =>
    send({ thrown: { name: error.name, message: error.message, stack: error.stack } }, () => process.exit(1)),
)
