import { defineSchema, record, type DataSchema } from '../../schema'
import type { Metrics } from '../artifact'
import { decodeNumber, encodeNumber, type StoredNumber, storedNumber } from '../numbers'
import type { Kind } from '../kind'

type StoredMetrics = StoredNumber | { readonly [name: string]: StoredMetrics }

const schema: DataSchema<StoredMetrics> = defineSchema((value) =>
  (typeof value === 'object' ? record(schema) : storedNumber).issues(value),
)

/** Plain numbers and records of numbers; stored as they are, in result.json. */
export const metricsKind: Kind<'metrics', Metrics, StoredMetrics> = {
  name: 'metrics',
  schema,
  save: encode,
  load: decode,
}

function encode(value: Metrics): StoredMetrics {
  return typeof value === 'number' ? encodeNumber(value) : mapRecord(value, encode)
}

function decode(stored: StoredMetrics): Metrics {
  return typeof stored === 'object' ? mapRecord(stored, decode) : decodeNumber(stored)
}

function mapRecord<T, U>(record: Readonly<Record<string, T>>, change: (item: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, item]) => [name, change(item)]))
}
