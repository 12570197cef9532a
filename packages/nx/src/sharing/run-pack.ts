import { randomUUID } from 'node:crypto'
import { constants, copyFileSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  commitEntry,
  ENTRY_FILES,
  EXECUTION_FILE,
  hasDigest,
  isResultError,
  nameProblem,
  type Problem,
  ProblemsError,
  resultIn,
  sha256,
  type StoredResult,
  tar,
  untar,
  verifyResult,
  type WorkspacePaths,
} from 'bocas/internal/store'
import type { FolderWriter } from './folder-writer'
import type { LockedResult } from './lock-file'

/** A payload of this size or more travels alone: then it is sent once however many results hold it, and a broken transfer begins with it and not before. */
const ALONE = 1 << 20
/** Nor do small ones travel in the archive when they come to more than this, in bytes. */
const MOST_IN_PACK = 16 << 20

/** A result that is ready to travel. */
export interface PackedRun {
  readonly result: string
  readonly pack: string
  readonly archive: Buffer
  /** Payloads that travel alone: where they are, by SHA-256. */
  readonly large: Readonly<Record<string, { readonly file: string; readonly bytes: number }>>
  readonly execution: string | undefined
}

/** What an entry of the store says of itself, without its payloads. */
export interface EntryIdentity {
  /** SHA-256 of result.json. */
  readonly result: string
  /** The beginning of the digest of the record of its execution; undefined where nobody wrote one. */
  readonly execution: string | undefined
}

/** Who executed it when, in short: equal only for one and the same execution. */
export function identityOfEntry(folder: string): EntryIdentity {
  return {
    result: sha256(readFileSync(join(folder, 'result.json'))),
    execution: executionIn(readIfFile(join(folder, EXECUTION_FILE))),
  }
}

function executionIn(record: Buffer | undefined): string | undefined {
  // What came with a clone was executed elsewhere, and what was carried over was not executed under this key.
  return record === undefined || /"(?:adoptedFrom|accepted)"/.test(record.toString())
    ? undefined
    : sha256(record).slice(0, 12)
}

/**
 * Packs an entry of the store, every byte of it checked.
 *
 * @throws ResultError when it is not as it was written.
 */
export async function packRun(folder: string, key: string): Promise<PackedRun> {
  const files = new Map<string, Buffer>()
  const large: Record<string, { file: string; bytes: number }> = {}
  for (const name of ENTRY_FILES) {
    const content = readIfFile(join(folder, name))
    if (content) files.set(name, content)
  }
  const text = files.get('result.json')
  // What cannot be read is said in the store's own words.
  const result = text === undefined ? await verifyResult(folder, key) : resultIn(text.toString(), folder, key)
  let inPack = 0
  for (const [name, { sha256: digest, bytes }] of Object.entries(result.payloads).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    if (bytes >= ALONE || inPack + bytes > MOST_IN_PACK) {
      large[digest] = { file: join(folder, name), bytes }
      continue
    }
    const content = readIfFile(join(folder, name))
    if (content === undefined || content.length !== bytes || sha256(content) !== digest) await verifyResult(folder, key)
    files.set(name, content!)
    inPack += bytes
  }
  for (const [digest, { file }] of Object.entries(large)) if (!hasDigest(file, digest)) await verifyResult(folder, key)
  const archive = tar(files)
  return {
    result: sha256(files.get('result.json')!),
    pack: sha256(archive),
    archive,
    large,
    execution: executionIn(files.get(EXECUTION_FILE)),
  }
}

function readIfFile(file: string): Buffer | undefined {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined
}

/** Where results enter. */
export interface Entrance {
  /** A folder of this call on the disk of the store. */
  readonly own: string
  /** Where a payload that travels alone has arrived. */
  readonly placeOf: (digest: string) => string
  readonly writer: Pick<FolderWriter, 'write'>
}

/**
 * Puts a result that has arrived into the store: in one step, after every byte was checked against the lock. Nothing enters otherwise. It is one of many, and the caller
 * flushes them together.
 *
 * @throws ProblemsError that says what is wrong with it.
 */
export async function unpackRun(
  paths: WorkspacePaths,
  locked: LockedResult,
  archive: Buffer,
  { own, placeOf, writer }: Entrance,
): Promise<void> {
  const refuse = (why: string): ProblemsError => new ProblemsError(refusal(locked, why, paths.shown(paths.resultsLock)))
  if (archive.length !== locked.bytes || sha256(archive) !== locked.pack)
    throw refuse('its archive is not the one that the lock names')
  const files = opened(archive, refuse)
  // A lock that was edited may name a result twice.
  const draft = join(own, randomUUID())
  try {
    const text = files.get('result.json')!
    const result = checked(() => resultIn(text.toString(), draft, locked.key), refuse)
    if (sha256(text) !== locked.result) throw refuse('its result.json is not the one that the lock names')
    const alone = payloadsAlone(result, files, locked, refuse)
    await writer.write(draft, files)
    for (const [name, digest] of alone)
      copyFileSync(placeOf(digest), join(draft, name), constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
    // What was in the archive was seen to be right in it.
    if (alone.size > 0)
      await verifyResult(draft, locked.key).catch((error: unknown) => {
        throw isResultError(error) ? refuse(error.message) : error
      })
    commitEntry(paths, locked.key, draft, 'nothing')
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

const refusal = ({ run, key }: Pick<LockedResult, 'run' | 'key'>, why: string, lock: string): Problem => ({
  code: 'result-refused',
  message: `${run} (${key.slice(0, 12)}) is refused: ${why}; nothing of it has entered the store`,
  hint: `the remote has other bytes, or git has another lock: bocas verify --remote, and git log -p ${lock}`,
})

type Refuse = (why: string) => ProblemsError

function opened(archive: Buffer, refuse: Refuse): Map<string, Buffer> {
  let files: Map<string, Buffer>
  try {
    files = untar(archive)
  } catch (error) {
    throw refuse((error as Error).message)
  }
  const names = [...files.keys()]
  const odd = names.find((name) => !isEntryFile(name) && nameProblem(name) !== undefined)
  if (odd !== undefined)
    throw refuse(`it has a file with a name that no payload has, ${JSON.stringify(odd.slice(0, 60))}`)
  if (!files.has('result.json')) throw refuse('it has no result.json')
  return files
}

const isEntryFile = (name: string): boolean => (ENTRY_FILES as readonly string[]).includes(name)

function checked<T>(act: () => T, refuse: Refuse): T {
  try {
    return act()
  } catch (error) {
    throw isResultError(error) ? refuse(error.message) : error
  }
}

/**
 * Lets nothing in that the result does not name, or that has other bytes.
 *
 * @returns the payloads that are not in the archive: digests by name.
 */
function payloadsAlone(
  { payloads }: StoredResult,
  files: ReadonlyMap<string, Buffer>,
  { large }: LockedResult,
  refuse: Refuse,
): Map<string, string> {
  const names = new Set([...files.keys(), ...Object.keys(payloads)])
  if (new Set([...names].map((name) => name.toLowerCase())).size !== names.size)
    throw refuse('it has two files whose names differ only in case')
  const stray = [...files.keys()].find((name) => !isEntryFile(name) && !Object.hasOwn(payloads, name))
  if (stray !== undefined) throw refuse(`it has a file that its result does not name, ${JSON.stringify(stray)}`)
  const alone = new Map<string, string>()
  for (const [name, { sha256: digest, bytes }] of Object.entries(payloads)) {
    const content = files.get(name)
    if (content === undefined) {
      if (large[digest] !== bytes) throw refuse(`${name} is neither in its archive nor in the lock`)
      alone.set(name, digest)
    } else if (content.length !== bytes) throw refuse(`${name} has ${content.length} bytes instead of ${bytes}`)
    else if (sha256(content) !== digest)
      throw refuse(`${name} was changed after it was written: its digest does not fit`)
  }
  return alone
}
