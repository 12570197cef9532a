import fs from 'node:fs'
import { resolve, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReadKind } from './places'

/** What is told of the calls of `fs`, before they are made. Paths are absolute. */
export interface FileObserver {
  /** @param named as the code has named it. */
  looked(path: string, kind: ReadKind, named: string): void
  /** A file is made, or made anew: what it held before does not count any more. */
  wrote(path: string): void
  /** Something is added to a file, or it is opened for that: it is the code's own if it was not there. */
  added(path: string): void
}

type Args = readonly unknown[]
type Watch = (observer: FileObserver, args: Args) => void

const looks =
  (kind: ReadKind): Watch =>
  ({ looked }, [path]) =>
    see(path, (absolute, named) => looked(absolute, kind, named))

const content = looks('content')
const presence = looks('presence')

/** By the name in `fs`, in its forms with a callback, with `Sync`, and in `fs/promises`. */
const CALLS: Readonly<Record<string, Watch>> = {
  readFile: content,
  openAsBlob: content,
  open: (observer, [path, flags]) => opened(observer, path, typeof flags === 'function' ? 'r' : (flags ?? 'r')),
  createReadStream: streamed,
  readdir: looks('names'),
  opendir: looks('names'),
  readlink: presence,
  realpath: presence,
  stat: presence,
  lstat: presence,
  access: presence,
  exists: presence,
  watch: presence,
  watchFile: presence,
  glob: globbed,
  copyFile: copied,
  cp: copied,
  // What is moved or linked is read by its other name.
  rename: copied,
  link: copied,
  symlink(observer, [aim, path]) {
    see(path, (absolute) => {
      see(aim, (_, named) => observer.looked(resolve(dirname(absolute), named), 'content', named))
      observer.wrote(absolute)
    })
  },
  writeFile: (observer, [path, , options]) =>
    opened(observer, path, (isObject(options) && (options.flag ?? options.flags)) || 'w'),
  createWriteStream: (observer, [path, options]) => {
    if (!hasHandle(options)) opened(observer, path, (isObject(options) && options.flags) || 'w')
  },
  appendFile: ({ added }, [path]) => see(path, added),
  mkdir: ({ added }, [path]) => see(path, added),
}

function streamed({ looked }: FileObserver, [path, options]: Args): void {
  if (!hasHandle(options)) see(path, (absolute, named) => looked(absolute, 'content', named))
}

function copied({ looked, wrote }: FileObserver, [from, to]: Args): void {
  see(from, (absolute, named) => looked(absolute, 'content', named))
  see(to, (absolute) => wrote(absolute))
}

function globbed({ looked }: FileObserver, [patterns, options]: Args): void {
  const cwd = (isObject(options) && options.cwd) || process.cwd()
  for (const pattern of Array.isArray(patterns) ? (patterns as unknown[]) : [patterns]) {
    const literal = /^(?:[^*?[{(!+@\\]*\/)?/.exec(String(pattern))![0]
    see(cwd, (folder) => looked(resolve(folder, literal), 'names', String(pattern)))
  }
}

/** By its flags, a file that is opened is read, written or both. */
function opened({ looked, wrote, added }: FileObserver, path: unknown, flags: unknown): void {
  const { O_WRONLY, O_RDWR, O_TRUNC, O_APPEND } = fs.constants
  const asked = typeof flags === 'number' ? flags : flagsOf(String(flags))
  see(path, (absolute, named) => {
    if (asked & O_TRUNC) return wrote(absolute)
    if (asked & (O_WRONLY | O_RDWR | O_APPEND)) added(absolute)
    if (!(asked & O_WRONLY)) looked(absolute, 'content', named)
  })
}

function flagsOf(flags: string): number {
  const { O_RDONLY, O_WRONLY, O_RDWR, O_TRUNC, O_APPEND } = fs.constants
  const both = flags.includes('+')
  if (flags.startsWith('w')) return O_TRUNC | (both ? O_RDWR : O_WRONLY)
  if (flags.startsWith('a')) return O_APPEND | (both ? O_RDWR : O_WRONLY)
  return both ? O_RDWR : O_RDONLY
}

/** Calls with the absolute path, if it is one: numbers and handles are of files that were opened before. */
function see(path: unknown, told: (absolute: string, named: string) => void): void {
  const named = nameOf(path)
  if (named !== undefined) told(resolve(named), named)
}

function nameOf(path: unknown): string | undefined {
  if (typeof path === 'string') return path
  try {
    if (path instanceof URL) return fileURLToPath(path)
    if (path instanceof Uint8Array) return Buffer.from(path).toString()
  } catch {
    // Everything, because it is the watched code that chose the value: Node will say what is wrong with it.
  }
  return undefined
}

const hasHandle = (options: unknown): boolean => isObject(options) && options.fd !== undefined && options.fd !== null

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/**
 * Lets every function of `fs` and `fs/promises` tell what it is about to look at, whenever there is somebody to tell. Named imports follow with
 * `syncBuiltinESMExports`.
 */
export function watchFiles(observer: () => FileObserver | undefined): void {
  const told =
    (watch: Watch) =>
    (args: Args): void => {
      const listening = observer()
      if (listening !== undefined) watch(listening, args)
    }
  for (const [name, watch] of Object.entries(CALLS)) {
    const tell = told(watch)
    wrapFileFunctions(fs, name, tell)
    wrapFileFunctions(fs, `${name}Sync`, tell)
    wrapFileFunctions(fs.promises, name, tell)
  }
  for (const realpath of [fs.realpath, fs.realpathSync]) wrapFileFunctions(realpath as never, 'native', told(presence))
  for (const name of ['ReadStream', 'FileReadStream']) wrapFileFunctions(fs, name, told(streamed))
}

/** Puts in the place of a function or class one that does the same and tells its arguments first. */
export function wrapFileFunctions(holder: Record<string, unknown>, name: string, tell: (args: Args) => void): void {
  const original = holder[name]
  if (typeof original !== 'function') return
  holder[name] = new Proxy(original, {
    apply(call: (...args: unknown[]) => unknown, self, args: unknown[]) {
      tell(args)
      return Reflect.apply(call, self, args)
    },
    construct(type, args: unknown[], target) {
      tell(args)
      return Reflect.construct(type, args, target) as object
    },
  })
}
