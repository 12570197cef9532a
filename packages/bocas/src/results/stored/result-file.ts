import { join } from 'node:path'
import {
  array,
  wholeNumber,
  type DataSchema,
  digest,
  json,
  number,
  oneOf,
  optional,
  record,
  strictObject,
  string,
} from '../../schema'
import type { Payload, StoredArtifact } from '../../artifacts'
import { nameProblem } from '../../artifacts/names'
import { canonicalJson, sha256 } from '../../keys/canonical-json'
import type { Json } from '../../sweep'
import { writeBeside } from '../../files/write-whole'

export const RESULT_FILE = 'result.json'
export const FORMAT = 1

/** The seed of a run, and where in the config it stands. */
export interface SeedOfRun {
  readonly path: string
  readonly value: number
}

/** That a result was made under another key and declared to be that of this one (`bocas accept`). */
export interface CarriedOver {
  /** The key under which it was made, or to which it was carried over before. */
  readonly from: string
  /** Why its author says that the edit cannot change it. */
  readonly because: string
  /** What changed in the key. */
  readonly changes: readonly string[]
}

/** What result.json says beside its format and seal. */
export interface ResultContent {
  /** The run's key. */
  readonly key: string
  readonly config: Json
  readonly seed?: SeedOfRun
  readonly artifacts: Readonly<Record<string, StoredArtifact>>
  readonly payloads: Readonly<Record<string, Payload>>
  /** How it came to this key, the oldest first; absent when it was made under it. */
  readonly accepted?: readonly CarriedOver[]
}

/** A result.json. */
export interface StoredResult extends ResultContent {
  readonly format: typeof FORMAT
  /** SHA-256 of the canonical JSON of everything else in the file. */
  readonly seal: string
}

const fileName = string((name) =>
  nameProblem(name) === undefined && name !== RESULT_FILE ? undefined : 'no name of a payload',
)

/** The form of result.json. */
export const resultForm: DataSchema<StoredResult> = strictObject({
  format: oneOf(FORMAT),
  key: string((key) => (key === '' ? 'a key is not empty' : undefined)),
  config: json<Json>(),
  seed: optional(strictObject({ path: string(), value: number() })),
  artifacts: record(strictObject({ kind: string(), data: json<Json>() })),
  payloads: record(strictObject({ sha256: digest(), bytes: wholeNumber() }), fileName),
  accepted: optional(array(strictObject({ from: string(), because: string(), changes: array(string()) }))),
  seal: digest(),
})

/** The digest that a result.json carries, of everything in it but itself. */
export function sealOf(file: Readonly<Record<string, unknown>>): string {
  const { seal: _, ...rest } = file
  return sha256(canonicalJson(rest))
}

/**
 * Whether the seal in the text of a result.json is that of the rest of it. As it is written, the rest is canonical already and need not be made so again; text
 * that was formatted anew since then is.
 */
export function isSealed(text: string, json: Readonly<Record<string, unknown>>): boolean {
  const seal = json.seal as string
  const mark = `,"seal":"${seal}"`
  const at = text.lastIndexOf(mark)
  const rest = at < 0 ? '' : text.slice(0, at) + text.slice(at + mark.length).trimEnd()
  return (at >= 0 && sha256(rest) === seal) || sealOf(json) === seal
}

/**
 * Writes result.json into `dir`, beside the payloads: equal content gives equal bytes. It appears whole or not at all.
 *
 * @throws TypeError when config or data is not JSON.
 */
export async function writeResultFile(dir: string, content: ResultContent): Promise<StoredResult> {
  const { key, config, seed, artifacts, payloads, accepted = [] } = content
  const open = {
    format: FORMAT,
    key,
    config,
    ...(seed === undefined ? {} : { seed: { path: seed.path, value: seed.value } }),
    artifacts,
    payloads,
    ...(accepted.length === 0
      ? {}
      : { accepted: accepted.map(({ from, because, changes }) => ({ from, because, changes: [...changes] })) }),
  } as const
  const stored: StoredResult = { ...open, seal: sealOf(open) }
  await writeBeside(join(dir, RESULT_FILE), `${canonicalJson(stored)}\n`)
  return stored
}
