import { ProblemsError } from 'bocas/internal/light'
import { PassingFault } from '../persist'

/** Exit codes of rsync that say that a part of the files is not there, or changed meanwhile. */
const PARTLY = [23, 24]
/** Those after which it may go well the next time: sockets, broken streams, time limits, a signal, and ssh itself. */
const PASSING = [10, 11, 12, 20, 30, 35, 255]

const DENIED = /permission denied/i
/** What waiting does not change, whatever the exit code is. */
const LASTING = /denied|host key|could not resolve|not found|no space left|quota exceeded|read-only file system/i
/** What rsync says of a folder that is to be read and is not there. */
const GONE = /\[sender\] change_dir ".*" failed: No such file or directory/

/** How a program has ended that did what it was to do, or a part of it. */
export interface TransferEnd {
  readonly code: number
  /** The end of what it has complained of. */
  readonly complaint: string
}

/** A program that has ended, as Node tells it. */
export interface EndedProgram {
  readonly program: string
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly complaint: string
}

/** @throws PassingFault or ProblemsError unless the program ended well, or did a part of what it was to do. */
export function transferEnd(address: string, { program, code, signal, complaint }: EndedProgram): TransferEnd {
  if (code === 0 || (code !== null && PARTLY.includes(code))) return { code, complaint }
  if (GONE.test(complaint))
    throw new ProblemsError({
      code: 'remote-unusable',
      message: `there is no folder of results at ${address}`,
      hint: 'is the address right, and its disk mounted there? bocas push makes a new one',
    })
  const last = lastOf(complaint)
  const how = `${program} ended with ${signal ?? `exit code ${code}`}`
  if (code === null || (PASSING.includes(code) && !LASTING.test(last)))
    throw new PassingFault([how, ...(last === '' ? [] : [last.replaceAll('\n', '; ')])].join(': '))
  throw new ProblemsError({ code: 'remote-unusable', message: `${address} cannot be used: ${how}`, hint: last })
}

/** What is said of a program that is not here. */
export const programMissing = (address: string, program: string, { code }: NodeJS.ErrnoException): ProblemsError =>
  new ProblemsError({
    code: 'remote-unusable',
    message: `${program} could not be started (${code})`,
    hint: `ssh:// needs ssh and rsync (3.2.3 or later) here and on ${address}; on Debian: apt-get install rsync openssh-client`,
  })

/** Whether a program complains of what it may not read or write. */
export const isDenied = (complaint: string): boolean => DENIED.test(complaint)

/** The last lines of what a program has complained of. */
export const lastOf = (complaint: string): string => complaint.trim().split('\n').slice(-3).join('\n')
