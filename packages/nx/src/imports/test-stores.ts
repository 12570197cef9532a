import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Writes files below a folder, by their paths. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** The meta.yaml of an experiment, as MLflow 2 writes it. */
export const experimentMeta = (id: string, name: string): string =>
  `artifact_location: file:///home/x/mlruns/${id}\ncreation_time: 1700000000000\nexperiment_id: '${id}'\nlast_update_time: 1700000000000\nlifecycle_stage: active\nname: ${name}\n`

/** The meta.yaml of a run, as MLflow 2 writes it. */
export const runMeta = (id: string, more: Readonly<Record<string, string | number>> = {}): string => {
  const fields = {
    artifact_uri: `file:///home/x/mlruns/1/${id}/artifacts`,
    end_time: 1700000009000,
    entry_point_name: "''",
    experiment_id: "'1'",
    lifecycle_stage: 'active',
    run_id: id,
    run_name: `run-${id}`,
    run_uuid: id,
    source_name: "''",
    source_type: 4,
    source_version: "''",
    start_time: 1700000000000,
    status: 3,
    tags: '[]',
    user_id: 'x',
    ...more,
  }
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')
}

/** The files of one finished run of the experiment 1, with one setting and one metric, and more. */
export const mlflowRun = (id: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  '1/meta.yaml': experimentMeta('1', 'digits'),
  [`1/${id}/meta.yaml`]: runMeta(id),
  [`1/${id}/params/lr`]: '0.1',
  [`1/${id}/metrics/loss`]: '1700000000000 0.5 0\n',
  ...Object.fromEntries(Object.entries(more).map(([path, text]) => [`1/${id}/${path}`, text])),
})
