import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { startRegistry } from './registry'
import { releasedTarballs } from './released'

/** What became of a command. */
export interface Typed {
  readonly code: number | null
  readonly output: string
  readonly seconds: number
}

/** Somebody who has Node and nothing else, and a registry that has our packages as they will be published. */
export interface Newcomer {
  /** A folder for everything, which goes with {@link Newcomer.leave}. */
  readonly base: string
  /** A folder in it whose path is as people have them. */
  readonly home: string
  /** Where our packages are as files. */
  readonly tarballs: string
  /** A command as a shell takes it, with nobody at the terminal and without what this repository's own npm and git have put into the environment. */
  type(cwd: string, command: string): Promise<Typed>
  /** The same, of which an output and the exit code 0 are expected. */
  works(cwd: string, command: string, expected: RegExp): Promise<string>
  leave(): Promise<void>
}

export async function startNewcomer(): Promise<Newcomer> {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-e2e-'))
  const home = join(base, 'Größe & täsk')
  mkdirSync(home)
  const tarballs = releasedTarballs()
  const registry = await startRegistry(tarballs)

  function type(cwd: string, command: string): Promise<Typed> {
    const own = Object.entries(process.env).filter(
      ([name]) => !/^(npm_|NODE_|NX_|BOCAS_|GIT_|JEST_|INIT_CWD$|CI$)/.test(name),
    )
    const author = { GIT_AUTHOR_NAME: 'e2e', GIT_AUTHOR_EMAIL: 'e2e@example.org' }
    const committer = { GIT_COMMITTER_NAME: 'e2e', GIT_COMMITTER_EMAIL: 'e2e@example.org' }
    const started = performance.now()
    const child = spawn(command, {
      cwd,
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...Object.fromEntries(own),
        ...author,
        ...committer,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CEILING_DIRECTORIES: base,
        NO_COLOR: '1',
        NX_DAEMON: 'false',
        NX_CACHE_DIRECTORY: join(base, 'nx-cache'),
        npm_config_registry: registry.url,
        npm_config_yes: 'true',
      },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += stripVTControlCharacters(text)))
    return new Promise((ended) =>
      child.on('close', (code) => ended({ code, output, seconds: (performance.now() - started) / 1000 })),
    )
  }

  return {
    base,
    home,
    tarballs,
    type,
    async works(cwd, command, expected) {
      const { code, output } = await type(cwd, command)
      expect(output).toMatch(expected)
      expect([command, code]).toEqual([command, 0])
      return output
    },
    async leave() {
      await registry.close()
      if (process.env.BOCAS_E2E_KEEP) console.log(`kept: ${base}`)
      else rmSync(base, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The commands under `Next:`, and the folder in which they are to be typed. */
export function nextOf(cwd: string, output: string): { folder: string; commands: string[] } {
  const lines = output
    .split('\nNext:\n')[1]!
    .split('\n')
    .filter((line) => line.startsWith('  '))
  const commands = lines.map((line) => line.trim().split(/ {4,}/)[0]!)
  const [, , folder] = /^cd ("?)(.*)\1$/.exec(commands[0]!) ?? []
  return folder === undefined ? { folder: cwd, commands } : { folder: join(cwd, folder), commands: commands.slice(1) }
}
