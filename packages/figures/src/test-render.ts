import { type FigureJob } from './job'
import { everything } from './test-figures'

/** Draws the job given as JSON: a process of its own for the tests of determinism. */
everything.render(JSON.parse(process.argv[2] as string) as FigureJob).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
