import { sha256, storedMetric, valuesByPath, type Json, type StoredArtifact } from 'bocas/internal'

/** A result, as far as a file store of MLflow knows results. */
export interface ExportedRun {
  readonly task: string
  readonly name: string
  readonly key: string
  readonly config: Json
  readonly artifacts: Readonly<Record<string, StoredArtifact>>
  /** The paths of its metrics. */
  readonly metricPaths: readonly string[]
  /** Milliseconds since 1970; 0 when nobody knows. */
  readonly started: number
  readonly ended: number
  readonly commit?: string
}

/** The folder of the experiment of a task. MLflow makes such numbers by chance; here they follow from the name, so that a task has one. */
export const experimentId = (task: string): string =>
  String((BigInt(`0x${sha256(task).slice(0, 15)}`) % 900_000_000_000_000_000n) + 100_000_000_000_000_000n)

/** The folder of a run: MLflow takes 32 hexadecimal digits. */
export const runId = (key: string): string => key.slice(0, 32)

/** `meta.yaml` of the experiment of a task. @param place the address of its folder. */
export const experimentMeta = (task: string, place: string): string =>
  metaText({
    artifact_location: place,
    creation_time: 0,
    experiment_id: experimentId(task),
    last_update_time: 0,
    lifecycle_stage: 'active',
    name: task,
  })

/**
 * The files of a run but its artifacts, by their paths in its folder, as FileStore of MLflow reads them (mlflow/store/tracking/file_store.py). Equal results give equal
 * bytes.
 *
 * @param place the address of the folder of the run.
 */
export function runFiles(run: ExportedRun, place: string): Map<string, string> {
  const { task, name, key, config, started, ended, commit } = run
  const files = new Map([
    [
      'meta.yaml',
      metaText({
        artifact_uri: `${place}/artifacts`,
        deleted_time: null,
        end_time: ended,
        entry_point_name: '',
        experiment_id: experimentId(task),
        lifecycle_stage: 'active',
        run_id: runId(key),
        run_name: name,
        run_uuid: runId(key),
        source_name: '',
        source_type: 4,
        source_version: '',
        start_time: started,
        status: 3,
        tags: [],
        user_id: '',
      }),
    ],
    ['tags/mlflow.runName', name],
    ['tags/mlflow.source.name', task],
    ['tags/bocas.key', key],
    ...(commit === undefined ? [] : [['tags/mlflow.source.git.commit', commit] as const]),
  ])
  const put = (folder: string, entries: readonly (readonly [string, string])[]): void => {
    const names = tameNames(entries.map(([path]) => path))
    entries.forEach(([, text], index) => files.set(`${folder}/${names[index]}`, text))
  }
  put(
    'params',
    valuesByPath(config).map(([path, value]) => [path, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
  put('metrics', metricFiles(run))
  return files
}

/** Each metric, and each column of each series, whose steps are those that it says, or counted from 0. */
function metricFiles({ artifacts, metricPaths, ended }: ExportedRun): [string, string][] {
  const line = (value: unknown, step: number): string => `${ended} ${pythonNumber(value)} ${step}\n`
  const single = metricPaths.map((path): [string, string] => [path, line(storedMetric(artifacts, path), 0)])
  const series = Object.entries(artifacts).flatMap(([artifact, { kind, data }]) => {
    if (kind !== 'series') return []
    const columns = Object.entries(data as Record<string, readonly (number | string)[]>)
    const steps = columns.find(([name, values]) => ['step', 'epoch'].includes(name) && isCounting(values))
    return columns
      .filter(([name, values]) => name !== steps?.[0] && values.length > 0)
      .map(([name, values]): [string, string] => [
        `${artifact}.${name}`,
        values.map((value, index) => line(value, (steps?.[1][index] as number | undefined) ?? index)).join(''),
      ])
  })
  return [...single, ...series]
}

const isCounting = (values: readonly unknown[]): boolean =>
  values.every(
    (value, index) => Number.isSafeInteger(value) && (index === 0 || (value as number) > (values[index - 1] as number)),
  )

function pythonNumber(value: unknown): string {
  const number = Number(value)
  if (Number.isNaN(number)) return 'nan'
  return Number.isFinite(number) ? String(number) : number > 0 ? 'inf' : '-inf'
}

/** Names are files there: letters, digits, and `_ - . : space`. Where two become one, the later one is numbered. */
function tameNames(paths: readonly string[]): string[] {
  const taken = new Set<string>()
  return paths.map((path) => {
    // Some file systems take `A` and `a` for one name.
    const tame =
      path
        .replace(/[^A-Za-z0-9_. -]/g, '_')
        .replace(/^\.+$/, '_')
        .slice(0, 240) || '_'
    let name = tame
    for (let more = 2; taken.has(name.toLowerCase()); more++) name = `${tame}_${more}`
    taken.add(name.toLowerCase())
    return name
  })
}

/** Flat YAML. Texts are quoted, with every letter beyond ASCII by its number: then all readers read the same. */
const metaText = (fields: Readonly<Record<string, string | number | null | readonly []>>): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? quoted(value) : JSON.stringify(value)}\n`)
    .join('')

const quoted = (text: string): string =>
  `"${[...text]
    .map((letter) => {
      if (letter === '"' || letter === '\\') return `\\${letter}`
      return /[ -~]/.test(letter) ? letter : `\\U${letter.codePointAt(0)!.toString(16).padStart(8, '0')}`
    })
    .join('')}"`
