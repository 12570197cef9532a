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
