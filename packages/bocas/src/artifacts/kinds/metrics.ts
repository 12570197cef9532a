import { defineSchema, record, type DataSchema } from '../../schema'
import type { Metrics } from '../artifact'
import { decodeNumber, encodeNumber, type StoredNumber, storedNumber } from '../numbers'
import type { Kind } from '../kind'
import { mapValues } from '../../collections'

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
  return typeof value === 'number' ? encodeNumber(value) : mapValues(value, encode)
}

function decode(stored: StoredMetrics): Metrics {
  return typeof stored === 'object' ? mapValues(stored, decode) : decodeNumber(stored)
}
