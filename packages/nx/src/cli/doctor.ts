import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readLayout } from 'bocas/internal/light'
import { MAIN_TEXTS } from '../shared/globs'
import { EXIT, type CliCommand } from './command'
import { showFindings } from './doctoring/finding'
import { git, needs, plugin, versions } from './doctoring/tools'
import { machine, tasksAndPaper } from './doctoring/workspace-findings'
import { freeBytes } from './plan'
import { planTasks } from './workspace'

export const doctor: CliCommand = {
  name: 'doctor',
  summary: 'checks versions, nx.json, tasks, paper, packages and disk; fails when something is wrong',
  usage: '[--json]',
  details: `Looks at Node and Nx, at nx.json and the options of the plugin, at every task and at files that were probably meant to be one, at the paper, at packages
and programs that are needed by what is there, at git, the disk, the daemon of Nx and runs whose command is gone. Each finding says what to do.`,
  options: { json: { type: 'boolean', help: 'for programs' } },
  words: [0, 0],
  async run({ switches }, { root, print }) {
    const plans = await planTasks(root)
    const has = (file: string): boolean => existsSync(join(root, file))
    const { papers } = readLayout(root)
    const draws =
      papers.some(({ folder }) => has(`${folder}/figures.ts`)) ||
      plans.some(({ root: folder }) => has(`${folder}/figures.ts`))
    const findings = [
      ...versions(root),
      ...plugin(root),
      ...tasksAndPaper(root, plans),
      ...needs(root, {
        draws,
        texts: papers.flatMap(({ folder }) => MAIN_TEXTS.map((name) => `${folder}/${name}`)).filter(has),
      }),
      ...git(root),
      ...machine(
        root,
        freeBytes(root),
        plans.reduce((sum, { runs }) => sum + (runs?.length ?? 0), 0),
      ),
    ]
    const isWrong = findings.some(({ state }) => state === 'wrong')
    print(switches.has('json') ? JSON.stringify({ findings }, null, 2) : showFindings(findings))
    return isWrong ? EXIT.problem : EXIT.ok
  },
}
