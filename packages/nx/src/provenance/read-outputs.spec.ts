import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workspacePaths, writeProvenance, type ProvenanceFile } from 'bocas/internal'
import { readEveryOutput, readOutputs } from './read-outputs'

type Criterion = NonNullable<ProvenanceFile['chosen']>[number]

const up: Criterion = { by: 'val.accuracy', best: 'max', each: ['tactic'], tasks: ['mnist'] }
const down: Criterion = { by: 'val.loss', best: 'min', each: [], tasks: ['mnist'] }

it('tells by what settings were chosen once, in one order, whichever task and paper has it first', async () => {
  const papers = await Promise.all(
    [
      { a: [down], b: [up, down] },
      { a: [up], b: [down] },
    ].map(async (chosen) => {
      const paths = workspacePaths(mkdtempSync(join(tmpdir(), 'outputs-')))
      for (const [task, own] of Object.entries(chosen))
        await writeProvenance(paths.provenance(task), {
          ...{ task, files: {}, runs: {}, facts: {}, figures: {}, tables: {} },
          chosen: own,
        })
      return paths
    }),
  )
  for (const paths of papers) expect((await readOutputs(paths)).chosen).toEqual([up, down])
  expect((await readEveryOutput(papers)).chosen).toEqual([up, down])
})
