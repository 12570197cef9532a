import { quoted } from 'bocas/internal/light'
import { oldNode } from '../../shared/node-there'
import type { JobRequest } from '../engine'
import { openConnections } from '../ssh/connection'
import { sharedFolder, type Transport } from '../transport'
import { LoginWorkspace } from './login-workspace'

/** How a script ended. */
export interface ScriptEnd {
  /** 255 when it is the connection that failed (man ssh). */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A machine that is reached by ssh, from which jobs are submitted. */
export interface Login {
  /** Executes a script of sh there, as the body of one function. */
  shell(script: string): Promise<ScriptEnd>
  /** How runs get to where its jobs see them, and results home. */
  readonly transport: Transport
  /** Brings there what these jobs need, after `send` of the transport. @throws ProblemsError */
  bring(requests: readonly JobRequest[]): Promise<void>
  /** What the workspace there lacks, in words. @param isNodeAsked false when Node is only known once a job has loaded its modules. */
  lacks(isNodeAsked: boolean): Promise<readonly string[]>
}

/** What an engine is given to reach a login node. */
export interface LoginOptions {
  /** As ssh takes it: `me@cluster`. */
  readonly host: string
  /** Further options of ssh. */
  readonly options?: readonly string[] | undefined
  /** The workspace there; without it, jobs see that of this machine, under the same path. */
  readonly there?: { readonly root: string; readonly node: string } | undefined
}

/** Milliseconds for one script: a program of a scheduler that finds none tries for a minute by itself. */
const PATIENCE = 120_000

/** Opens no connection yet: the first call does. */
export function openLogin(root: string, { host, options = [], there }: LoginOptions): Login {
  const links = openConnections(undefined, options)
  const shell = async (script: string): Promise<ScriptEnd> => {
    const { code, stdout, stderr, cutShort } = await links.shell(host, script, PATIENCE)
    return { code: code ?? 1, stdout, stderr: cutShort === undefined ? stderr : withLine(stderr, cutShort) }
  }
  if (there === undefined)
    return {
      shell,
      transport: { ...sharedFolder(root), close: () => links.close() },
      bring: () => Promise.resolve(),
      lacks: () => Promise.resolve([]),
    }
  const workspace = new LoginWorkspace(root, there, {
    host,
    shell,
    push: (from, into, names) => links.push(host, from, into, names),
    pull: (...asked) => links.pull(host, ...asked),
    close: () => links.close(),
  })
  return {
    shell,
    transport: workspace,
    bring: (requests) => workspace.bring(requests),
    async lacks(isNodeAsked) {
      const { code, stdout, stderr } = await shell(lookingScript(there, isNodeAsked))
      if (code !== 0) return [`${host} does not answer: ${stderr.trim()}`]
      const lacking = stdout.split('\n').flatMap((line) => (line.startsWith(LACKS) ? line.slice(LACKS.length) : []))
      const old = oldNode(stdout)
      return old === undefined ? lacking : [...lacking, `a newer Node (${old})`]
    },
  }
}

/** What a program printed, and a line of ours. */
const withLine = (printed: string, line: string): string => (printed === '' ? line : `${printed.trimEnd()}\n${line}`)

/** What begins a line of the answer: everything else is what a login node says to everybody. */
const LACKS = 'bocas-lacks '

const lookingScript = ({ root, node }: NonNullable<LoginOptions['there']>, isNodeAsked: boolean): string => {
  const lack = (words: string): string => `echo ${quoted(LACKS + words)}`
  return [
    `cd ${quoted(root)} 2>/dev/null || { ${lack(`the folder ${root}`)}; return 0; }`,
    `[ -d node_modules ] || ${lack(`the packages in ${root}: npm ci in it`)}`,
    `command -v rsync >/dev/null || ${lack('rsync')}`,
    isNodeAsked ? `${quoted(node)} --version 2>/dev/null || ${lack(`Node (${node})`)}` : ':',
  ].join('\n')
}
