import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'

/** Writes files below a folder, by their paths. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
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

/** A field of a message of Protocol Buffers: a whole number, a text, or the fields of another message. */
export type Field = readonly [number: number, value: number | string | readonly Field[]]

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]

/** A message in the wire format. */
export const message = (fields: readonly Field[]): Buffer =>
  Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number * 8), ...varint(value)])
      const bytes = typeof value === 'string' ? Buffer.from(value) : message(value)
      return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes])
    }),
  )

/** Records in a log as LevelDB's documentation of its format says, with the header and the checksums of Weights & Biases. */
export function logFile(records: readonly Buffer[]): Buffer {
  const [block, header] = [32_768, 7]
  let file = Buffer.from(':W&B\xe1\xbe\0', 'latin1')
  for (const record of records) {
    let rest = record
    let isFirst = true
    do {
      const left = block - (file.length % block)
      if (left < header) {
        file = Buffer.concat([file, Buffer.alloc(left)])
        continue
      }
      const piece = rest.subarray(0, left - header)
      rest = rest.subarray(piece.length)
      const isLast = rest.length === 0
      const type = isFirst ? (isLast ? 1 : 2) : isLast ? 4 : 3
      const checked = Buffer.concat([Buffer.from([type]), piece])
      const head = Buffer.alloc(6)
      head.writeUInt32LE(crc32(checked))
      head.writeUInt16LE(piece.length, 4)
      file = Buffer.concat([file, head, checked])
      isFirst = false
    } while (isFirst || rest.length > 0)
  }
  return file
}

const item = (key: string | readonly string[], json?: string): readonly Field[] => [
  ...(typeof key === 'string' ? [[1, key] as const] : key.map((step): Field => [2, step])),
  ...(json === undefined ? [] : [[16, json] as const]),
]

/** Records of a `.wandb` file: of each what wandb calls it, as the bytes of its message. */
export const wandbRecord = {
  run: (id: string, config: Readonly<Record<string, string>>): Buffer =>
    message([
      [
        17,
        [
          [1, id],
          [4, Object.entries(config).map(([key, json]): Field => [1, item(key, json)])],
        ],
      ],
    ]),
  config: (key: string | readonly string[], json?: string): Buffer =>
    message([[5, [[json === undefined ? 2 : 1, item(key, json)]]]]),
  summary: (key: string | readonly string[], json?: string): Buffer =>
    message([[3, [[json === undefined ? 2 : 1, item(key, json)]]]]),
  /** @param step as newer versions write it; `_step` among the items is how older ones do. */
  history: (values: Readonly<Record<string, string>>, step?: number): Buffer =>
    message([
      [1, 7],
      [
        2,
        [
          ...Object.entries(values).map(([key, json]): Field => [
            1,
            item(step === undefined ? key : key.split('.'), json),
          ]),
          ...(step === undefined ? [] : [[2, step === 0 ? [] : [[1, step]]] as Field]),
        ],
      ],
    ]),
  output: (line: string): Buffer =>
    message([
      [
        13,
        [
          [1, 1],
          [3, line],
        ],
      ],
    ]),
  exit: (code: number): Buffer => message([[18, code === 0 ? [[2, 5]] : [[1, code]]]]),
}

/** A run as MLflow records it, whatever it keeps its runs in. */
export interface RecordedRun {
  readonly id: string
  readonly experiment: string
  readonly name?: string
  readonly tags?: Readonly<Record<string, string>>
  /** RunStatus of MLflow, in its words. */
  readonly status?: string
  readonly isDeleted?: boolean
  readonly params?: Readonly<Record<string, string>>
  readonly metrics?: Readonly<Record<string, readonly (readonly [time: number, value: number, step: number])[]>>
}

/** Runs as the tables of MLflow: names of columns and constraints are those of its models (mlflow/store/tracking/dbmodels/models.py). */
const MLFLOW_TABLES = `
create table alembic_version (version_num varchar(32) not null primary key);
create table experiments (experiment_id integer not null, name varchar(256) not null, artifact_location varchar(256), lifecycle_stage varchar(32),
  creation_time bigint, last_update_time bigint, constraint experiment_pk primary key (experiment_id), unique (name));
create table runs (run_uuid varchar(32) not null, name varchar(250), source_type varchar(20), source_name varchar(500), entry_point_name varchar(50),
  user_id varchar(256), status varchar(9), start_time bigint, end_time bigint, source_version varchar(50), lifecycle_stage varchar(20),
  artifact_uri varchar(200), experiment_id integer, deleted_time bigint, constraint run_pk primary key (run_uuid));
create table params (key varchar(250) not null, value varchar(8000) not null, run_uuid varchar(32) not null, constraint param_pk primary key (key, run_uuid));
create table tags (key varchar(250) not null, value varchar(5000), run_uuid varchar(32) not null, constraint tag_pk primary key (key, run_uuid));
create table metrics (key varchar(250) not null, value float not null, timestamp bigint not null, run_uuid varchar(32) not null,
  step bigint default '0' not null, is_nan boolean default '0' not null,
  constraint metric_pk primary key (key, timestamp, step, run_uuid, value, is_nan));
`

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const into = (table: string, values: string): string => `insert into ${table} values (${values});`

/** Statements that make the database of these runs. */
export const databaseOf = (experiments: Readonly<Record<string, string>>, runs: readonly RecordedRun[]): string =>
  [
    MLFLOW_TABLES,
    ...Object.entries(experiments).map(([id, name]) =>
      into('experiments (experiment_id, name, lifecycle_stage)', `${id}, ${quoted(name)}, 'active'`),
    ),
    rowsOf(runs),
  ].join('\n')

/** Statements that enter runs. NaN and infinities are written as MLflow's SqlAlchemyStore writes them. */
export const rowsOf = (runs: readonly RecordedRun[]): string =>
  runs
    .flatMap(({ id, experiment, name = '', status = 'FINISHED', isDeleted, params = {}, tags = {}, metrics = {} }) => [
      into(
        'runs (run_uuid, name, status, lifecycle_stage, experiment_id)',
        `${[id, name, status, isDeleted ? 'deleted' : 'active'].map(quoted).join(', ')}, ${experiment}`,
      ),
      ...Object.entries(params).map(([key, value]) => into('params', [key, value, id].map(quoted).join(', '))),
      ...Object.entries(tags).map(([key, value]) => into('tags', [key, value, id].map(quoted).join(', '))),
      ...Object.entries(metrics).flatMap(([key, points]) =>
        points.map(([time, value, step]) =>
          into(
            'metrics (key, timestamp, step, run_uuid, value, is_nan)',
            `${quoted(key)}, ${time}, ${step}, ${quoted(id)}, ${storedValue(value)}`,
          ),
        ),
      ),
    ])
    .join('\n')

function storedValue(value: number): string {
  if (Number.isNaN(value)) return '0, 1'
  return `${Number.isFinite(value) ? value : Math.sign(value) * Number.MAX_VALUE}, 0`
}

/** The same runs as the files of MLflow. */
export function filesOf(
  experiments: Readonly<Record<string, string>>,
  runs: readonly RecordedRun[],
): Record<string, string> {
  const STATUS = ['', 'RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']
  const python = (value: number): string => String(value).replace('NaN', 'nan').replace('Infinity', 'inf')
  return Object.fromEntries([
    ...Object.entries(experiments).map(([id, name]) => [`${id}/meta.yaml`, experimentMeta(id, name)]),
    ...runs.flatMap(
      ({ id, experiment, name, status = 'FINISHED', isDeleted, params = {}, tags = {}, metrics = {} }) => {
        const below = (folder: string, texts: readonly (readonly [string, string])[]) =>
          texts.map(([key, text]) => [`${experiment}/${id}/${folder}/${key}`, text])
        return [
          [
            `${experiment}/${id}/meta.yaml`,
            runMeta(id, {
              status: STATUS.indexOf(status),
              lifecycle_stage: isDeleted ? 'deleted' : 'active',
              run_name: name ?? "''",
            }),
          ],
          ...below('params', Object.entries(params)),
          ...below('tags', Object.entries(tags)),
          ...below(
            'metrics',
            Object.entries(metrics).map(([key, points]) => [
              key,
              points.map(([time, value, step]) => `${time} ${python(value)} ${step}\n`).join(''),
            ]),
          ),
        ]
      },
    ),
  ]) as Record<string, string>
}

/**
 * Changes a SQLite database by the library that Python comes with.
 *
 * @param isKilled whether the program ends as if it were killed, without closing the database.
 */
export function writeDatabase(
  file: string,
  statements: string,
  { isKilled = false }: { readonly isKilled?: boolean } = {},
): void {
  const script = `
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("pragma synchronous = off")
database.executescript(sys.stdin.buffer.read().decode())
${isKilled ? 'os._exit(0)' : 'database.close()'}
`
  mkdirSync(dirname(file), { recursive: true })
  execFileSync('python3', ['-I', '-c', script, file], { input: statements })
}
