import { findSourceMap } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Who asks: the sweep by itself, the sweep through a package or Node, a package that is just being loaded, or Node for its own ends. */
export type Who = 'sweep' | 'sweep through others' | 'loading' | 'node'

/**
 * Tells who calls a guarded function.
 *
 * @param bundle the code of the sweep, everything of ours in it.
 * @param worker this process's own script, in which the guard is.
 * @param bocas the folder of `bocas`, which may be in the bundle as source, and is a package all the same.
 */
export function whoAsksInSweep(bundle: string, worker: string, bocas: string): Asker {
  const inBundle = sourceIn(bundle)
  const from = (below: Below): Call[] => {
    const calls = callers(below)
    return calls.slice(calls.findIndex(({ file }) => file !== worker))
  }
  return {
    who(below) {
      let others = false
      for (const [index, call] of from(below).entries()) {
        const { file } = call
        if (file === bundle && !inBundle(call).startsWith(bocas)) return others ? 'sweep through others' : 'sweep'
        if (file.startsWith('node:internal/modules/')) return index === 0 ? 'node' : 'loading'
        // `path.resolve` asks for the working directory in the name of whoever calls it.
        if (file !== 'node:path') others = true
      }
      return 'loading'
    },
    isNode(below) {
      const first = from(below)[0]?.file ?? ''
      return first.startsWith('node:') && !IN_ANOTHERS_NAME.test(first)
    },
  }
}

type Below = (...args: never[]) => unknown

export interface Asker {
  readonly who: (below: Below) => Who
  /** Whether it is Node itself that asks just there, in whoever's name: to print a line, to find a module. */
  readonly isNode: (below: Below) => boolean
}

/** Parts of Node that call what they are given: `path.resolve` asks for the working directory, `promisify` and timers call anything. */
const IN_ANOTHERS_NAME = /^node:(path|internal\/(util|timers|process\/task_queues))/

interface Call {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** The source file that a place in a bundle comes from, as an absolute path. */
function sourceIn(bundle: string): (place: Call) => string {
  return ({ line, column }) => {
    const map = findSourceMap(pathToFileURL(bundle).href) ?? findSourceMap(bundle)
    const entry = map?.findEntry(line - 1, column - 1)
    const source = entry && 'originalSource' in entry ? entry.originalSource : ''
    return source.startsWith('file:') ? fileURLToPath(source) : source
  }
}

/** The calls that led to a function, innermost first, as V8 has them: without source maps. Those of built-in functions have no file. */
function callers(below: Below): Call[] {
  const { prepareStackTrace, stackTraceLimit } = Error
  try {
    Error.stackTraceLimit = 100
    Error.prepareStackTrace = (_, sites) => sites
    const holder: { stack?: NodeJS.CallSite[] } = {}
    Error.captureStackTrace(holder, below)
    return (holder.stack ?? []).flatMap((site) => {
      const file = site.getFileName()
      if (!file) return []
      const path = file.startsWith('file:') ? fileURLToPath(file) : file
      return [{ file: path, line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 }]
    })
  } finally {
    Error.prepareStackTrace = prepareStackTrace
    Error.stackTraceLimit = stackTraceLimit
  }
}
