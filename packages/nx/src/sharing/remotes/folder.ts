import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { isSha256, isSystemError, makeBesideSync, ProblemsError, quoted } from 'bocas/internal/light'
import { writeOutgoing } from '../outgoing'
import { OBJECTS, type ListedObject, type Remote } from '../remote'
import { objectProblem } from './check-object'

/** A folder: on a shared disk, on a stick, mounted from a cloud. */
export function folderRemote(folder: string): Remote {
  const objects = join(folder, OBJECTS)
  return {
    address: folder,
    async list() {
      if (!existsSync(folder)) throw notThere(folder)
      return listFolder(objects)
    },
    async put(all, _, { sent, there }) {
      makeFolder(folder, objects)
      for (const [digest, outgoing] of all) {
        const place = join(objects, digest)
        try {
          // A collection may have removed it a moment ago.
          const isThere = statSync(place, { throwIfNoEntry: false })?.size === outgoing.bytes && makeYoung(place)
          if (isThere) {
            there(digest)
            continue
          }
          makeBesideSync(place, (part) => writeOutgoing(outgoing, part))
        } catch (error) {
          // A disk may be taken away in the middle.
          if (isSystemError(error) && !existsSync(folder)) throw notThere(folder)
          throw cannotBeWritten(folder, error)
        }
        sent(digest)
      }
    },
    async get(wanted, to, { arrived, failed }) {
      if (!existsSync(folder)) throw notThere(folder)
      for (const [digest, bytes] of wanted) {
        const problem = fetchOne(join(objects, digest), join(to, digest), digest, bytes)
        if (problem === undefined) arrived(digest)
        // No object is missing when all are.
        else if (!existsSync(folder)) throw notThere(folder)
        else failed(digest, { message: problem })
      }
    },
    remove(digests, age = 0) {
      const isYoung = (digest: string): boolean =>
        age > 0 && Date.now() - (statSync(join(objects, digest), { throwIfNoEntry: false })?.mtimeMs ?? 0) < age
      const stayed: string[] = []
      for (const digest of digests)
        if (isYoung(digest)) stayed.push(digest)
        else rmSync(join(objects, digest), { force: true })
      return Promise.resolve(stayed)
    },
  }
}

const notThere = (folder: string): ProblemsError =>
  new ProblemsError({
    code: 'remote-unusable',
    message: `there is no folder ${folder}`,
    hint: `is its disk mounted? A new folder for results is made by: mkdir -p ${quoted(folder)}`,
  })

/** Node says of a folder that cannot be made on a read-only disk that something is not there. */
function makeFolder(folder: string, objects: string): void {
  if (existsSync(objects)) return
  try {
    if (existsSync(folder)) accessSync(folder, constants.W_OK)
    mkdirSync(objects, { recursive: true })
  } catch (error) {
    throw cannotBeWritten(folder, error)
  }
}

const ROOM = 'make room there; what was sent is kept: call bocas push again'
const NOT_ALLOWED = [
  'this user may not write there',
  'who made it lets others: chgrp -R <group> and chmod -R g+rwXs on that folder',
] as const

const WHY_NOT: Readonly<Record<string, readonly [why: string, next: string]>> = {
  ENOSPC: ['its disk is full', ROOM],
  EDQUOT: ['what this user may keep there is used up', ROOM],
  EROFS: ['it is read-only', 'pulling from it goes on; push elsewhere by --to <address>'],
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
}

function cannotBeWritten(folder: string, error: unknown): unknown {
  const code = isSystemError(error) ? String((error as NodeJS.ErrnoException).code) : ''
  const reason = Object.hasOwn(WHY_NOT, code) ? WHY_NOT[code] : undefined
  if (reason === undefined) return error
  return new ProblemsError({
    code: 'remote-unusable',
    message: `nothing can be put into ${folder}: ${reason[0]} (${code})`,
    hint: reason[1],
  })
}

function listFolder(objects: string): Map<string, ListedObject> {
  const names = existsSync(objects) ? readdirSync(objects).filter(isSha256) : []
  return new Map(
    names.flatMap((name) => {
      const found = statSync(join(objects, name), { throwIfNoEntry: false })
      return found === undefined ? [] : [[name, { bytes: found.size, since: found.mtimeMs }] as const]
    }),
  )
}

function fetchOne(from: string, to: string, digest: string, bytes: number): string | undefined {
  const found = statSync(from, { throwIfNoEntry: false })
  if (found === undefined) return 'the remote does not have it'
  if (!found.isFile() || found.size !== bytes) return `it has ${found.size} bytes instead of ${bytes}`
  try {
    copyWhole(from, to)
  } catch (error) {
    if (!isSystemError(error, 'EACCES', 'EPERM', 'EIO', 'ENOENT')) throw error
    return `it cannot be read (${(error as NodeJS.ErrnoException).code})`
  }
  const problem = objectProblem(to, digest, bytes)
  if (problem !== undefined) rmSync(to, { force: true })
  return problem
}

/** What nobody has needed for long would be collected before the lock that names it now is committed. @returns whether it is still there. */
function makeYoung(file: string): boolean {
  try {
    const now = new Date()
    utimesSync(file, now, now)
  } catch (error) {
    // It is of somebody else, who lets us add files only.
    if (!isSystemError(error, 'EPERM', 'EACCES', 'EROFS', 'ENOENT')) throw error
  }
  return existsSync(file)
}

const copyWhole = (from: string, to: string): void =>
  makeBesideSync(to, (part) => copyFileSync(from, part, constants.COPYFILE_FICLONE))
