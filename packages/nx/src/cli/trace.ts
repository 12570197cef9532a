import { changedSince } from '../provenance/made-places'
import { readEveryOutput } from '../provenance/read-outputs'
import { selectOutputs } from '../provenance/select-outputs'
import { readQuotes } from '../provenance/text-quotes'
import { eachPaper } from '../shared/papers'
import { CommandError, EXIT, type CliCommand } from './command'
import { showTrace } from './tracing/show-trace'
import { tracer } from './tracing/trace-of'

export const trace: CliCommand = {
  name: 'trace',
  summary: 'the runs behind a fact, figure, table, cell or claim',
  usage: '<name> [cell…] [--diff] [--json]',
  details: `A fact, figure, table or claim is named as in the text: mnist.adam.accuracy, mnist/curves. Where a figure and a table share a name, both are
traced; table:mnist/main is the table alone. Words after it choose cells: heads of rows or columns, the metric, or a value or key=value of the configs.
A cell is shown when every word describes it. These are the same:
  bocas trace mnist/main cnn adam
  bocas trace mnist/main:cnn,adam
  bocas trace mnist/main tactic=cnn optimizer=adam
Shown are the runs with their keys, seeds and values; what their configs share and where they differ; the commit, and how the code differed from it;
times, machines, and results that bocas accept kept. How a number was computed is shown down to the value of each run.
When a file was changed after it was made, the command says so and ends with exit code 1.`,
  options: {
    diff: { type: 'boolean', help: 'also how the code differed from the commit, as far as that was stored' },
    json: { type: 'boolean', help: 'for programs' },
  },
  words: [1, Infinity],
  async run({ words, switches }, { root, print, complain }) {
    const papers = eachPaper(root)
    const { outputs, runs } = await readEveryOutput(papers)
    // A trace would show the runs of something else.
    const changed = await changedSince(...papers)
    for (const { problem, at } of changed) complain(`✖ ${problem} → at ${at}`)
    if (outputs.length === 0)
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
    const selected = selectOutputs(outputs, runs, words)
    if ('message' in selected) throw new CommandError([selected])
    const quotes = readQuotes(...papers)
    if (!quotes) complain('⚠ @bocas/paper is not installed: where the text names it is not known')
    const traces = selected.outputs.map(tracer(papers, runs, quotes))
    if (switches.has('json')) print(JSON.stringify({ traces }, null, 2))
    else print(traces.map((one) => showTrace(one, { diff: switches.has('diff') })).join('\n\n'))
    return changed.length === 0 ? EXIT.ok : EXIT.problem
  },
}
