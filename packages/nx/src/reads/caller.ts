import { userFrame } from '../shared/user-frame'

/** Who made a call. */
export interface Caller {
  /** Node itself, which loads a module or shows an error: what it loads is compared with the code's imports elsewhere. */
  readonly isNode: boolean
  /** The first place in the workspace's own code: `tasks/a/run.ts:3:12`. */
  readonly at?: string
}

const DEPTH = 60
const NODES_OWN = /\bnode:(?:internal\/(?:modules|source_map|assert)\b|assert\b)/
/** What lies between a call and the one who made it. */
const BETWEEN =
  /\bnode:(?:fs|internal\/(?:fs|streams|worker|child_process))\b|\(<anonymous>\)$|\bnode:(?:child_process|stream)/

/** Looks who called, up the stack of this moment. It costs a fraction of a millisecond, and more when source maps are read for it. */
export function findCaller(root: string): Caller {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = DEPTH
  const here = new Error()
  const lines = (here.stack ?? '').split('\n').slice(1)
  Error.stackTraceLimit = limit
  const first = lines.find((line) => !line.includes(__filename) && !BETWEEN.test(line))
  return { isNode: first !== undefined && NODES_OWN.test(first), at: userFrame(here, root) }
}
