import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { plural, writeWhole } from 'bocas/internal'
import { paperAt, readEvidence } from './archives/evidence'
import { roCrate } from './archives/ro-crate'
import { stalePaper } from './archives/stale-paper'
import { EXIT, type CliCommand } from './command'
import { askGit, trackedPaths } from '../shared/git'

/** What a crate has beside programs and results, where it is there; relative to a paper's folder. */
const PARTS = ['provenance.json', 'build/paper.pdf']

export const crate: CliCommand = {
  name: 'crate',
  summary: 'describes the runs behind a paper as a research object (RO-Crate, Process Run Crate)',
  usage: '[paper]',
  details: `Writes ro-crate-metadata.json into the workspace, which then is the crate: each run with its program, config, times and result. Machines and
users are not in it. Equal runs give equal bytes.`,
  options: {},
  words: [0, 1],
  async run({ words: [paper] }, { root, print, complain }) {
    const evidence = await readEvidence(root, paper)
    const isThere = (place: string): boolean => existsSync(join(root, place))
    const files = PARTS.map((part) => `${evidence.paper}/${part}`).filter(isThere)
    const committed = lastCommit(root)
    const made = roCrate(evidence, { files, isThere, committed })
    await writeWhole(join(root, 'ro-crate-metadata.json'), `${JSON.stringify(made, null, 1)}\n`)
    for (const { message, hint } of await stalePaper(paperAt(root, paper), { tracked: trackedPaths(root) }))
      complain(`⚠ ${message}\n  ${hint}`)
    const { runs } = evidence
    const away = runs.filter(({ imported, result }) => imported === undefined && !isThere(result)).length
    if (away > 0)
      complain(
        `⚠ ${away} of ${runs.length} results are not here, and the crate only speaks of them: nx run-many -t experiment`,
      )
    if (committed === undefined && runs.every(({ execution }) => execution?.ended === undefined))
      complain('⚠ a crate has a date, and none is recorded: commit the workspace, and call this again')
    print(`✔ ro-crate-metadata.json: ${plural(runs.length, 'run')}`)
    return EXIT.ok
  },
}

/** When the last commit was made; undefined outside of git. */
const lastCommit = (root: string): string | undefined =>
  askGit(root, ['log', '-1', '--format=%cI'])?.trim() || undefined
