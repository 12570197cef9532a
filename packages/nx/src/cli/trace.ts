import { changedSince } from '../provenance/made-places'
import { readEveryOutput } from '../provenance/read-things'
import { selectThings } from '../provenance/select-things'
import { readQuotes } from '../provenance/text-quotes'
import { eachPaper } from '../shared/papers'
import { CommandError, EXIT, type CliCommand } from './command'
import { showTrace } from './tracing/show-trace'
import { tracer } from './tracing/trace-of'

export const trace: CliCommand = {
  name: 'trace',
  summary: 'from a fact, a figure, a table or a cell of one, or a claim, to the runs that made it',
  usage: '<name> [cell…] [--diff] [--json]',
  details: `A fact, a figure, a table or a claim is named as in the text: mnist.adam.accuracy, mnist/curves. Where a figure and a table share a name both are
traced; table:mnist/main is the table alone. Words after a table or a figure choose its cells, all that every word describes: a head of the row or of
the column, the metric, or a value or key=value of the configs. These are the same:
  bocas trace mnist/main cnn adam
  bocas trace mnist/main:cnn,adam
  bocas trace mnist/main tactic=cnn optimizer=adam
Shown are the runs with their keys, seeds and values, what their configs share and differ in, the commit and what the code of the runs
differed by from it, times, machines, and results that bocas accept carried over. What is not known is said. Nothing is run.
How a number was computed is shown down to the value of each run. When something was changed since it was made, that is said, with exit code 1.`,
  options: {
    diff: { type: 'boolean', help: 'also by what the code differed from the commit, as far as it was kept' },
    json: { type: 'boolean', help: 'for programs' },
  },
  words: [1, Infinity],
  async run({ words, switches }, { root, print, complain }) {
    const papers = eachPaper(root)
    const { things, runs } = await readEveryOutput(papers)
    // A trace would show the runs of something else.
    const changed = await changedSince(...papers)
    for (const { problem, at } of changed) complain(`✖ ${problem} → at ${at}`)
    if (things.length === 0)
      throw new CommandError(
        [
          {
            code: 'nothing-drawn-yet',
            message: 'no facts, figures or tables are here',
            hint: 'nx run-many -t figures makes them',
          },
        ],
        EXIT.problem,
      )
    const selected = selectThings(things, runs, words)
    if ('message' in selected) throw new CommandError([selected])
    const quotes = readQuotes(...papers)
    if (!quotes) complain('⚠ @bocas/paper is not installed: where the text names it is not known')
    const traces = selected.things.map(tracer(papers, runs, quotes))
    if (switches.has('json')) print(JSON.stringify({ traces }, null, 2))
    else print(traces.map((one) => showTrace(one, { diff: switches.has('diff') })).join('\n\n'))
    return changed.length === 0 ? EXIT.ok : EXIT.problem
  },
}
