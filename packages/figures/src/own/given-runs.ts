import { constants, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportRows, openResult, type AnyRuns } from 'bocas/internal'

/**
 * Puts results where a program finds them: `runs.json` lists them in their order, each with the folder that holds its `result.json` and payloads (CSV, NPY, PNG);
 * `runs.parquet` has a row of config and metrics for each. Imported results are among them, and say in both lists where they come from. They are copies: what a program does to them reaches nobody.
 *
 * @param folder an empty folder.
 * @throws ResultError when a result is damaged.
 */
export async function giveRuns(folder: string, runs: AnyRuns): Promise<void> {
  const list = []
  for (const [index, { task, name, config, seed, dir, metricPaths, metric, imported, artifacts }] of [
    ...runs,
  ].entries()) {
    // By number: names may be as long as a path may be.
    const own = `${index + 1}`
    mkdirSync(join(folder, own))
    // Of an imported result the file of all of them was read, and it has no payloads.
    for (const file of imported === undefined ? Object.keys(openResult(dir).payloads) : [])
      copyFileSync(join(dir, file), join(folder, own, file), constants.COPYFILE_FICLONE)
    const result = { config, seed, imported, artifacts }
    writeFileSync(join(folder, own, 'result.json'), `${JSON.stringify(result, null, 2)}\n`)
    const metrics = Object.fromEntries(metricPaths.map((path) => [path, numberOf(metric(path as never))]))
    list.push({ task, name, config, seed: seed?.value ?? null, ...(imported && { imported }), folder: own, metrics })
  }
  writeFileSync(join(folder, 'runs.json'), `${JSON.stringify(list, null, 1)}\n`)
  if (runs.length > 0) await exportRows(runs, join(folder, 'runs.parquet'))
}

/** JSON has no NaN and no infinities: they are the words, as in result.json. */
const numberOf = (value: number): number | string => (Number.isFinite(value) ? value : String(value))
