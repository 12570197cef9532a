import { CHECKLIST, checklistWordsIn, digestsOfMade, writeFacts, writeProvenance } from 'bocas/internal'
import { placesOfTask } from '../provenance/made-places'
import { columns } from '../shared/words'
import { answersOf } from './archives/answers'
import { checklistFacts } from './archives/checklist-facts'
import { paperAt, readEvidence } from './archives/evidence'
import { languageOf } from './archives/found-in-evidence'
import { CommandError, EXIT, type CliCommand } from './command'

export const checklist: CliCommand = {
  name: 'checklist',
  summary: 'what is known for the reproducibility checklists of NeurIPS and ICML, as text and as facts of the paper',
  usage: '[paper] [--facts | --json]',
  details: `Seeds, error bars, splits, hyper-parameters, compute (discarded runs included) and licences of data: from the runs behind the paper, the
store of this clone and paper/provenance.json. What was not recorded is printed as "not recorded": answer that yourself.
With --facts it writes the folder checklist beside the text, which you commit: the text then names checklist.runs, checklist.compute.total and so on as it names
other facts; each is checked and traced as those are. When the paper shows other runs, building it says that the checklist is older.`,
  options: {
    facts: { type: 'boolean', help: 'write them for the text of the paper, and list their names' },
    json: { type: 'boolean', help: 'for programs' },
  },
  words: [0, 1],
  async run({ words: [paper], switches }, { root, print }) {
    if (switches.has('facts') && switches.has('json'))
      throw new CommandError([
        { code: 'exclusive-options', message: '--facts excludes --json', hint: 'bocas checklist --facts' },
      ])
    const evidence = await readEvidence(root, paper)
    if (switches.has('facts')) {
      const paths = paperAt(root, paper)
      const { facts, provenance } = checklistFacts(evidence)
      await writeFacts(paths.facts(CHECKLIST), { task: CHECKLIST, facts })
      const files = digestsOfMade(placesOfTask(paths, CHECKLIST))
      await writeProvenance(paths.provenance(CHECKLIST), { ...provenance, files })
      const rows = Object.entries(facts).map(([name, { text }]) => [`checklist.${name}`, text])
      print([...columns(rows), `✔ ${evidence.paper}/checklist: ${rows.length} facts`].join('\n'))
      return EXIT.ok
    }
    const answers = answersOf(evidence)
    if (switches.has('json')) print(JSON.stringify(answers, null, 2))
    else
      print(
        [
          `# ${checklistWordsIn(languageOf(evidence)).title(evidence.paper)}`,
          ...answers.map(({ about, known }) => `## ${about}\n\n${known.map((line) => `- ${line}`).join('\n')}`),
        ].join('\n\n'),
      )
    return EXIT.ok
  },
}
