import { answersOf } from './archives/answers'
import { readEvidence } from './archives/evidence'
import { EXIT, type CliCommand } from './command'

export const checklist: CliCommand = {
  name: 'checklist',
  summary: 'what is known for the reproducibility checklists of NeurIPS and ICML',
  usage: '[paper] [--json]',
  details: `Seeds, error bars, splits, hyper-parameters, compute (discarded runs included) and licences of data: from the runs behind the paper, the
store of this clone and paper/provenance.json. What was not recorded is printed as "not recorded": answer that yourself.`,
  options: { json: { type: 'boolean', help: 'for programs' } },
  words: [0, 1],
  async run({ words: [paper], switches }, { root, print }) {
    const evidence = await readEvidence(root, paper)
    const answers = answersOf(evidence)
    if (switches.has('json')) print(JSON.stringify(answers, null, 2))
    else
      print(
        [
          `# Reproducibility of ${evidence.paper}`,
          ...answers.map(({ about, known }) => `## ${about}\n\n${known.map((line) => `- ${line}`).join('\n')}`),
        ].join('\n\n'),
      )
    return EXIT.ok
  },
}
