import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { isBelowAny } from 'bocas/internal/light'
import { callingPlace, isNodeCalling } from './caller'
import { readDecision, type Refused } from './decide'
import { pathKinds, type ReadKind, type ReadRules } from './places'
import type { Violation } from './say'
import { watchFiles, wrapFileFunctions, type FileObserver } from './watch-files'
import { watchPrograms, type ProgramObserver, type Started } from './watch-programs'
import { tellThreads, threadRules, watchThreads } from './watch-threads'

/** Watches what the code of this process looks at. */
export interface ReadWatch {
  /** What was done so far that no key knows of, here and in threads. */
  violations(): Violation[]
  /** Files that Node has loaded as modules and that no key knows of. */
  readonly loaded: ReadonlySet<string>
  /** Does something of ours with nobody watched, as far as it goes without waiting. */
  aside<T>(ours: () => T): T
  /** From here on nobody is watched. */
  end(): void
}

export interface WatchOptions {
  /** A file that is the watched code's own, to which threads write what they do. */
  readonly sink: string
  /** Told of each violation once, when it is found. For a program, what it throws keeps the program from being started. */
  readonly onViolation?: (violation: Violation) => void
}

/** Who is told of the calls of this process, once somebody watches. */
let observer: (FileObserver & ProgramObserver) | undefined
let isPrepared = false

/** Those of Node, whatever is put in their place: what is ours is not watched. */
const { existsSync, readFileSync, statSync } = fs
const realpath = fs.realpathSync.native

/**
 * Puts into place what tells of calls, which is most of the work of {@link watchReads}: a process that waits for its run does it meanwhile. Nobody is told
 * anything yet.
 */
export function prepareToWatch(): void {
  if (isPrepared) return
  isPrepared = true
  watchFiles(() => observer)
  watchPrograms(() => observer)
  watchThreads(__filename, () => observer)
  wrapFileFunctions(process as never, 'loadEnvFile', ([path = '.env']) =>
    observer?.looked(resolve(String(path)), 'content', String(path)),
  )
  wrapFileFunctions(process as never, 'binding', ([name]) => {
    if (observer !== undefined && name === 'fs')
      throw new Error("process.binding('fs') reads files that nobody watches: take them by node:fs")
  })
  syncBuiltinESMExports()
}

/**
 * Watches, from here on, every file that is looked at through `fs` and every program that is started, in this thread and in those that it starts. Must be
 * called before the code to be watched is loaded: code keeps the functions that it was given when it was loaded.
 *
 * Not seen: native code (addons, `node:sqlite`, WASI), the network, and what threads of `module.register` do.
 */
export function watchReads(rules: ReadRules, { sink, onViolation = () => undefined }: WatchOptions): ReadWatch {
  const decide = readDecision(rules)
  const placeOf = pathKinds(rules)
  const found = new Map<string, Violation>()
  const loaded = new Set<string>()
  /** Files and folders that the code has made itself. */
  const made = new Set<string>()
  let isOver = false
  let aside = 0
  const isOn = (): boolean => !isOver && aside === 0

  const real = (path: string): string => {
    try {
      return realpath(path)
    } catch {
      // The path is whatever the watched code has handed to Node, which throws at a null byte as at a file that is not there: Node says so itself.
      return dirname(path) === path ? path : join(real(dirname(path)), basename(path))
    }
  }
  const refusal = (path: string, kind: ReadKind): Refused | undefined =>
    decide({ path, kind, real: () => real(path), isThere: () => existsSync(path) })
  /** Runs ours with nobody watched: to ask where a call comes from reads source maps. */
  const unwatched = <T>(ours: () => T): T => {
    aside++
    try {
      return ours()
    } finally {
      aside--
    }
  }
  const add = (key: string, violation: Violation): void => {
    found.set(key, violation)
    unwatched(() => onViolation(violation))
  }
  const noteRead = (path: string, how: ReadKind): void => {
    if (!isOn()) return
    unwatched(() => {
      const refused = refusal(path, how)
      if (refused === undefined || isIn(path, made) || isIn(refused.file, made)) return
      const key = `${refused.state} ${refused.file}`
      const before = found.get(key)
      if (before && (before as Refused).kind !== 'presence') return
      if (isNodeCalling()) {
        loaded.add(refused.file)
        return
      }
      const at = callingPlace(rules.root)
      add(key, { ...refused, ...(at !== undefined && { at }) })
    })
  }
  const make = (path: string, isNew: () => boolean): void => {
    if (!isOn() || placeOf(path) === 'own' || placeOf(path) === 'machine') return
    if (unwatched(isNew)) made.add(path)
  }
  const start = (started: Started): void => {
    if (!isOn()) return
    const at = unwatched(() => callingPlace(rules.root))
    add(`program ${started.command}`, { place: 'program', ...started, ...(at !== undefined && { at }) })
  }

  prepareToWatch()
  observer = {
    looked: noteRead,
    wrote: (path) => make(path, () => !statSync(path, { throwIfNoEntry: false })?.isDirectory()),
    added: (path) => make(path, () => !existsSync(path)),
    programs: rules.programs ?? [],
    starts: start,
  }
  tellThreads({ ...rules, sink })

  return {
    loaded,
    violations: () =>
      unwatched(() => {
        const ofThreads = existsSync(sink)
          ? readFileSync(sink, 'utf8')
              .split('\n')
              .filter((line) => line !== '')
              .map((line) => JSON.parse(line) as Violation)
          : []
        return [...found.values(), ...ofThreads].filter((one) => !wasForWriting(one, made))
      }),
    aside: unwatched,
    end: () => void (isOver = true),
  }
}

/** In a thread of watched code, before its own is loaded: watches it, and leaves what it does where the main thread looks. */
export function watchThisThread(): void {
  const rules = threadRules()
  if (rules === undefined) return
  const { appendFileSync } = fs
  watchReads(rules, {
    sink: rules.sink,
    onViolation(violation) {
      appendFileSync(rules.sink, `${JSON.stringify(violation)}\n`)
      if (violation.place === 'program') throw new Error(`a thread may not start \`${violation.command}\``)
    },
  })
}

/** A look for a place that is about to be made: whether it was there already decided nothing. */
function wasForWriting(violation: Violation, made: ReadonlySet<string>): boolean {
  if (violation.place === 'program') return false
  const { file, kind, state } = violation
  return (
    (state === 'missing' || kind === 'presence') &&
    [...made].some((path) => path === file || path.startsWith(`${file}/`))
  )
}

const isIn = (path: string, folders: ReadonlySet<string>): boolean => folders.has(path) || isBelowAny(path, folders)
