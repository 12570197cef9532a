import { quotedLine } from 'bocas/internal/light'
import { callProgram, type CallEnd } from '../../shared/call-program'
import { SshLogin } from '../../shared/ssh-login'

/** Calls of hosts, over one connection for each. */
export interface Connections {
  /** Executes a script by /bin/sh on the host, of any length, as the body of one function: it is read to its end before it begins. */
  shell(host: string, script: string, patience?: number): Promise<CallEnd>
  /** Copies files, named as seen from a folder here, into a folder there. What is not there is passed over. */
  push(host: string, from: string, into: string, names: readonly string[]): Promise<CallEnd>
  /**
   * Copies files and folders, named as seen from a folder there, into a folder here. What is not there is passed over.
   *
   * @param isUpdate leaves what is younger here.
   */
  pull(
    host: string,
    from: string,
    into: string,
    names: readonly string[],
    without: readonly string[],
    isUpdate?: boolean,
  ): Promise<CallEnd>
  close(): Promise<void>
}

/** The exit code of ssh when the host cannot be reached; of what it executes there, every other one. */
const UNREACHABLE = 255

/**
 * Opens no connection yet: the first call of a host does, and nobody is asked for a password here.
 *
 * @param own further options of ssh: of two that say the same, these hold.
 */
export function openConnections(config: string | undefined, own: readonly string[] = []): Connections {
  const given = [...(config === undefined ? [] : ['-F', config]), ...own]
  // By the name that was given: two names may lead to one machine, and each is a host of its own.
  const logins = new Map<string, SshLogin>()
  const optionsFor = async (host: string): Promise<string[]> => {
    const login = logins.get(host) ?? new SshLogin(host, ['ssh', ...given])
    logins.set(host, login)
    const usual = ['BatchMode=yes', 'ConnectTimeout=10', 'ServerAliveInterval=5', 'ServerAliveCountMax=3']
    return [...given, ...usual.flatMap((option) => ['-o', option]), ...(await login.words())]
  }
  const rsync = async (host: string, words: readonly string[], names: readonly string[]): Promise<CallEnd> =>
    callProgram(
      'rsync',
      // A name a line would end at a newline.
      [
        '-a',
        '--relative',
        '--from0',
        '--files-from=-',
        '--recursive',
        '--ignore-missing-args',
        // Of a path with spaces an rsync from before 3.2.4 would have a shell make several.
        '--protect-args',
        '-e',
        quotedLine(['ssh', ...(await optionsFor(host))]),
        ...words,
      ],
      { input: names.join('\0') },
    )
  return {
    shell: async (host, script, patience) =>
      callProgram('ssh', [...(await optionsFor(host)), '-T', host, '/bin/sh -s'], {
        input: wholeScript(script),
        ...(patience !== undefined && { patience }),
      }),
    push: (host, from, into, names) => rsync(host, ['--copy-links', `${from}/`, `${host}:${into}/`], names),
    pull: (host, from, into, names, without, isUpdate = false) =>
      rsync(
        host,
        [
          ...(isUpdate ? ['--update'] : []),
          ...without.map((name) => `--exclude=${name}`),
          `${host}:${from}/`,
          `${into}/`,
        ],
        names,
      ),
    async close() {
      await Promise.all([...logins.values()].map((login) => login.close()))
    },
  }
}

/** The same, and each host has `awaySince` from its first answer that did not come until one comes. */
export function noting(
  connections: Connections,
  hosts: ReadonlyArray<{ readonly name: string; awaySince?: number }>,
): Connections {
  const noted = async (name: string, answer: Promise<CallEnd>): Promise<CallEnd> => {
    const host = hosts.find((one) => one.name === name)
    const isGone = isAway(await answer)
    if (isGone && host) host.awaySince ??= performance.now()
    else delete host?.awaySince
    return answer
  }
  return {
    shell: (host, script) => noted(host, connections.shell(host, script)),
    push: (host, ...rest) => noted(host, connections.push(host, ...rest)),
    pull: (host, ...rest) => noted(host, connections.pull(host, ...rest)),
    close: () => connections.close(),
  }
}

/** For the input of a shell: read to its end before it begins, so that one that breaks off is not executed at all, and no program of it reads what follows as its own input. */
export const wholeScript = (script: string): string => `main() {\n${script}\n}\nmain </dev/null\nexit $?\n`

/** Whether a host did not answer. rsync has its own numbers for a connection that broke. */
export const isAway = ({ code }: CallEnd): boolean =>
  code === UNREACHABLE || code === 10 || code === 12 || code === 30 || code === null

/** What a program said last, and what ended it when it came to no end of its own. */
export const lastWords = ({ stderr, stdout, cutShort }: CallEnd): string =>
  [...(stderr || stdout).trim().split('\n').slice(-2), cutShort].filter(Boolean).join('; ')
