import { createRequire, isBuiltin } from 'node:module'
import { readFileSync, realpathSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installedPackage, isWithin, posixRelative } from 'bocas/internal/light'
import type { RunSpecification } from '../protocol/run-specification'

/** The files that `require` has loaded so far. */
export const loadedModules = (): string[] => Object.keys(createRequire(__filename).cache)

/**
 * What the process has loaded although the run key knows nothing of it: modules outside the bundle, and packages outside the closure.
 * Such a result would go stale without a word.
 *
 * @param alsoLoaded files that were seen to be loaded, and may have been taken out of the list of modules since.
 * @param before what was loaded before the run's code was: the worker itself, and what a debugger or NODE_OPTIONS puts into a process.
 */
export async function findUntrackedImports(
  {
    bundle,
    packages,
    root,
  }: Pick<RunSpecification, 'bundle' | 'root'> & { readonly packages: 'any' | readonly string[] },
  before: readonly string[],
  alsoLoaded: Iterable<string> = [],
  who = 'the run',
): Promise<string[]> {
  const allowed = packages === 'any' ? undefined : new Set(packages)
  const known = new Set([...before, bundle, realpathSync(bundle)])
  const surprises = new Set<string>()
  const listed = [...loadedModules(), ...alsoLoaded].filter((file) => !known.has(file))
  // Of code that leads to none V8 is not asked: that takes longer than all else that comes after a small run.
  const isAsked = listed.length > 0 || canLoadModules(readFileSync(bundle, 'utf8'))
  for (const file of [...listed, ...(isAsked ? await loadedEsModules() : [])]) {
    if (known.has(file)) continue
    const place = posixRelative(root, file)
    const name = installedPackage(place)
    if (name === undefined) {
      surprises.add(
        `${who} loaded ${isWithin(root, file) ? place : file} by a path that cannot be seen in its code: import it, so that it is in ${who === 'the run' ? 'the run key' : 'their inputs'}`,
      )
    } else if (allowed && !allowed.has(name)) {
      surprises.add(
        `the run loaded the package ${name}, which its code does not import: import it in run.ts so that its version is in the run key`,
      )
    }
  }
  return [...surprises].sort()
}

/** Loads what {@link findUntrackedImports} takes, and with it Node's loader of ES modules: a process that waits for its run does it meanwhile. */
export async function prepareToFind(): Promise<void> {
  if (process.features.inspector) await import('node:inspector')
}

/**
 * The files of the ES modules in this process. No list of them is public, but V8 knows every script it has compiled; asking it at the end
 * costs a tenth of what hooks around each import would.
 */
async function loadedEsModules(): Promise<string[]> {
  if (!process.features.inspector) return []
  const { Session } = await import('node:inspector')
  const session = new Session()
  session.connect()
  try {
    let urls: string[] = []
    session.post('Profiler.enable')
    session.post('Profiler.getBestEffortCoverage', (error, answer) => {
      if (!error) urls = answer.result.map(({ url }) => url)
    })
    return urls.flatMap((url) => (url.startsWith('file:') ? [fileURLToPath(url)] : isAbsolute(url) ? [url] : []))
  } finally {
    session.disconnect()
  }
}

/** Words without which code loads nothing but what its imports name. One too many costs a question, one too few an answer. */
const WAYS = /\bimport\s*\(|\beval\b|\bFunction\b|\b(?:node:)?vm\b/

const IMPORTS = /\b(?:from|import)\s*(["'])(.*?)\1/g

/**
 * Whether a module can lead to other ES modules than those of Node: it imports one, or has a word by which it could. What `require` loads is listed by Node,
 * and asked for there.
 */
export const canLoadModules = (code: string): boolean =>
  WAYS.test(code) || [...code.matchAll(IMPORTS)].some(([, , name]) => !isBuiltin(name!))
