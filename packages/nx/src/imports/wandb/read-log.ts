import { isBlock, isSyntaxError } from 'bocas/internal/light'
import { DEEPEST_SETTING, parsePythonJson } from '../plain-values'
import { withSteps } from './history-steps'
import { logRecords } from './log-records'
import { wireFields } from './protobuf'

type Fields = Record<string, unknown>

/** What a `.wandb` file says of its run. */
export interface RunLog {
  readonly id?: string
  /** What a person has called it. */
  readonly name?: string
  readonly config: Fields
  readonly summary: Fields
  /** One block for each step, with `_step`. */
  readonly history: readonly Fields[]
  /** Undefined when the run did not come to its end while this was written. */
  readonly exitCode?: number
  /** Whether its last record was not written to its end. */
  readonly isTorn: boolean
}

/** `:W&B`, two bytes that are always the same, and the version of the format. */
const BEGINS = Buffer.from([0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0])
/** Without the version. */
const MAGIC = BEGINS.subarray(0, -1)

/** Numbers of fields in `wandb/proto/wandb_internal.proto`: those of a record, */
const HISTORY = 2
const SUMMARY = 3
const CONFIG = 5
const RUN = 17
const EXIT = 18
/** of a run, */
const [RUN_ID, RUN_CONFIG, RUN_SUMMARY, RUN_NAME, RUN_STARTING_STEP] = [1, 4, 5, 8, 14]
/** of a history, a summary and a config: items that are set, then the step or items that are removed, */
const [SET, STEP, REMOVED] = [1, 2, 2]
/** and of an item. */
const [KEY, NESTED_KEY, VALUE_JSON] = [1, 2, 16]

/**
 * Reads the log that Weights & Biases keeps of a run: settings, metrics over steps, what stands for the run, and how it ended. Everything else in it (output, statistics of
 * the machine, files) is passed over.
 *
 * @returns the log, or what is wrong with the file, in words.
 */
export function readLog(bytes: Buffer): RunLog | { readonly wrong: string } {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return { wrong: 'this is no .wandb file' }
  const version = bytes[MAGIC.length]
  if (version !== BEGINS.at(-1)) return { wrong: `a .wandb file of version ${version ?? '(none)'} is not known` }
  const { records, isTorn, damagedAt } = logRecords(bytes, BEGINS.length)
  if (damagedAt !== undefined) return { wrong: `the file is damaged from byte ${damagedAt} on` }
  const log = { config: block(), summary: block(), history: [] as Fields[] }
  const run: RunFields = { startingStep: 0 }
  try {
    for (const record of records) take(record, log, run)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { wrong: `the file has a record that is none: ${error.message}` }
  }
  const { startingStep, ...told } = run
  return { ...log, history: withSteps(log.history, startingStep), ...told, isTorn }
}

interface RunFields {
  id?: string
  name?: string
  exitCode?: number
  startingStep: number
}

function take(
  record: Uint8Array,
  { config, summary, history }: Pick<RunLog, 'config' | 'summary'> & { history: Fields[] },
  run: RunFields,
): void {
  for (const { number, value } of wireFields(record)) {
    if (typeof value === 'number') continue
    if (number === HISTORY) history.push(stepOf(value))
    else if (number === SUMMARY) change(summary, value)
    else if (number === CONFIG) change(config, value)
    // Zero is not written.
    else if (number === EXIT) run.exitCode = numberAt(value, 1) ?? 0
    else if (number === RUN)
      for (const field of wireFields(value)) {
        if (typeof field.value === 'number') {
          if (field.number === RUN_STARTING_STEP) run.startingStep = field.value
        } else if (field.number === RUN_ID) run.id = text(field.value)
        else if (field.number === RUN_NAME) run.name = text(field.value)
        else if (field.number === RUN_CONFIG) change(config, field.value)
        else if (field.number === RUN_SUMMARY) change(summary, field.value)
      }
  }
}

/** The step is an item in some versions, a number of its own in others. */
function stepOf(history: Uint8Array): Fields {
  const row = block()
  for (const { number, value } of wireFields(history)) {
    if (typeof value === 'number') continue
    if (number === SET) set(row, value)
    else if (number === STEP) row._step ??= numberAt(value, 1) ?? 0
  }
  return row
}

function change(into: Fields, update: Uint8Array): void {
  for (const { number, value } of wireFields(update)) {
    if (typeof value === 'number') continue
    if (number === SET) set(into, value)
    else if (number === REMOVED) remove(into, value)
  }
}

function set(into: Fields, item: Uint8Array): void {
  const { path, json } = itemOf(item)
  const value = json === undefined ? undefined : parsed(json)
  if (value !== undefined) at(into, path.slice(0, -1), true)![path.at(-1)!] = value
}

function remove(from: Fields, item: Uint8Array): void {
  const { path } = itemOf(item)
  const holder = at(from, path.slice(0, -1), false)
  if (holder) delete holder[path.at(-1)!]
}

/** The block at a path; blocks that are missing are made, where that is asked for. */
function at(from: Fields, path: readonly string[], isMade: boolean): Fields | undefined {
  let found = from
  for (const step of path) {
    const inner = found[step]
    if (isBlock(inner)) found = inner
    else if (isMade) found = found[step] = block()
    else return undefined
  }
  return found
}

function itemOf(item: Uint8Array): { readonly path: readonly string[]; readonly json?: string } {
  const fields = wireFields(item)
  const textsOf = (wanted: number): string[] =>
    fields.flatMap(({ number, value }) => (number === wanted && typeof value !== 'number' ? [text(value)] : []))
  const [nested, [key = '']] = [textsOf(NESTED_KEY), textsOf(KEY)]
  if (nested.length > DEEPEST_SETTING) throw new RangeError(`a name of more than ${DEEPEST_SETTING} parts`)
  const [json] = textsOf(VALUE_JSON)
  return { path: nested.length > 0 ? nested : [key], ...(json === undefined ? {} : { json }) }
}

/** Nothing for what is no JSON: other items of the record are. */
function parsed(json: string): unknown {
  try {
    return parsePythonJson(json)
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    return undefined
  }
}

const numberAt = (message: Uint8Array, wanted: number): number | undefined => {
  const found = wireFields(message).find(({ number }) => number === wanted)?.value
  return typeof found === 'number' ? found : undefined
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')

/** Without a prototype: names come from a file. */
const block = (): Fields => Object.create(null) as Fields
