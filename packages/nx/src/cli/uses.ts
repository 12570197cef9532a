import { formatProblem, type WorkspacePaths } from 'bocas/internal'
import { readEveryOutput, type PaperOutputs } from '../provenance/read-outputs'
import { recordedExecutions } from '../provenance/paper-provenance'
import { readQuotes } from '../provenance/text-quotes'
import { readStore } from '../shared/stored-run'
import { eachPaper } from '../shared/papers'
import { EXIT, type CliCommand } from './command'
import { findUsedRun } from './tracing/find-used-run'
import { showUses, type UsesOfRun } from './tracing/show-uses'
import { takersOf, type Fed } from './tracing/takers'
import { usesOf } from './tracing/uses-of'

export const uses: CliCommand = {
  name: 'uses',
  summary: 'the facts, figures and cells of tables that use a run, and their places in the text',
  usage: '<run> [--json]',
  details: `A run is named as task/run, by its name alone when only one task has it, or by its key or the first eight letters of it. Figures are
taken as they were drawn last: nx run-many -t figures brings them up to date.`,
  options: { json: { type: 'boolean', help: 'for programs' } },
  words: [1, 1],
  async run({ words: [word], switches }, { root, print, complain }) {
    const papers = eachPaper(root)
    const outputs = await readEveryOutput(papers)
    for (const problem of outputs.problems) complain(formatProblem(problem))
    const { id, wanted } = await findUsedRun(root, outputs, word!)
    const quotes = readQuotes(...papers)
    if (!quotes) complain('⚠ @bocas/paper is not installed: where the text names what is made is not known')
    const found = usesOf(outputs.outputs, wanted, quotes)
    const [key = null] = wanted.keys
    const known = whatWentInto(papers, outputs)
    const takers = takersOf(known, wanted.keys)
    const behind = { keys: new Set(takers.map((taker) => taker.key)), ids: new Set<string>() }
    const through = usesOf(outputs.outputs, behind, quotes).filter(({ name, kind, paper }) => {
      return !found.some((use) => use.name === name && use.kind === kind && use.paper === paper)
    })
    const upstream = known.find((one) => one.key === key)?.upstream ?? []
    const all: UsesOfRun = { run: id, key, takes: upstream, takenBy: takers, uses: found, through }
    print(switches.has('json') ? JSON.stringify(all, null, 2) : showUses(all))
    return EXIT.ok
  },
}

/** Whose results went into which, as far as the store and paper/provenance.json say. */
function whatWentInto(papers: readonly WorkspacePaths[], { outputs }: PaperOutputs): Fed[] {
  const stored = readStore(papers[0]!).runs.map(({ task, name, key, upstream }): Fed => ({
    run: `${task}/${name}`,
    key,
    upstream,
  }))
  const known = new Set(stored.map(({ key }) => key))
  const names = new Map(outputs.flatMap(({ of }) => [...of.values()].map(({ id, key }) => [key, id] as const)))
  const recorded = [...recordedExecutions(...papers)].flatMap(([key, { upstream }]): Fed[] => {
    const run = names.get(key)
    return run === undefined || known.has(key) ? [] : [{ run, key, upstream }]
  })
  return [...stored, ...recorded]
}
