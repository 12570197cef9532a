import { userFrame } from '../shared/user-frame'

const DEPTH = 60
const NODES_OWN = /\bnode:(?:internal\/(?:modules|source_map|assert)\b|assert\b)/
/** What lies between a call and the one who made it. */
const BETWEEN =
  /\bnode:(?:fs|internal\/(?:fs|streams|worker|child_process))\b|\(<anonymous>\)$|\bnode:(?:child_process|stream)/

/**
 * Whether Node itself calls, up the stack of this moment, which loads a module or shows an error: what it loads is compared with the code's imports elsewhere.
 * It is asked for each module that is loaded, so nothing is written out, and no source map is read, for more frames than it takes.
 */
export function isNodeCalling(): boolean {
  const frame = framesNow().find((site) => {
    const line = String(site)
    return !line.includes(__filename) && !BETWEEN.test(line)
  })
  return frame !== undefined && NODES_OWN.test(String(frame))
}

/** The first place in the workspace's own code, up the stack of this moment: `tasks/a/run.ts:3:12`. It costs a fraction of a millisecond, and more when source maps are read for it. */
export const callingPlace = (root: string): string | undefined =>
  userFrame(
    withDepth(() => new Error()),
    root,
  )

/** Frames as V8 has them. */
function framesNow(): readonly NodeJS.CallSite[] {
  const prepare = Error.prepareStackTrace
  let frames: readonly NodeJS.CallSite[] = []
  Error.prepareStackTrace = (_error, sites) => (frames = sites)
  try {
    // The stack is made when it is asked for.
    void withDepth(() => new Error().stack)
  } finally {
    if (prepare === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace')
    else Error.prepareStackTrace = prepare
  }
  return frames
}

function withDepth<T>(make: () => T): T {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = DEPTH
  try {
    return make()
  } finally {
    Error.stackTraceLimit = limit
  }
}
