import { parseArgs, type ParseArgsConfig } from 'node:util'
import { Refusal } from './refusal'

export const MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const
export type Manager = (typeof MANAGERS)[number]

/** What was asked for on the command line. */
export interface Asked {
  readonly folder?: string | undefined
  readonly manager: Manager
  /** The folder of tarballs that stand for our packages of the registry. */
  readonly packages?: string | undefined
  /** Flags of the generator, as it takes them. */
  readonly flags: readonly string[]
  readonly isHelp: boolean
  readonly isVersion: boolean
}

/** Flags of the generator that take a word; those with words of their own say which. */
export const WORDS: Readonly<Record<string, readonly string[] | undefined>> = {
  paper: ['typst', 'latex', 'markdown', 'none'],
  ci: ['github', 'none'],
  title: undefined,
  author: undefined,
}
/** Flags of the generator that are said or denied. */
export const SWITCHES = ['example', 'editor', 'skip-git', 'interactive'] as const

const OPTIONS = {
  ...Object.fromEntries(Object.keys(WORDS).map((name) => [name, { type: 'string' }])),
  ...Object.fromEntries(SWITCHES.map((name) => [name, { type: 'boolean' }])),
  'package-manager': { type: 'string' },
  packages: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as NonNullable<ParseArgsConfig['options']>

/**
 * Reads the command line.
 *
 * @param env says which package manager has called, and may name the folder of tarballs.
 * @throws Refusal that lists everything that is wrong with it.
 */
export function parseCall(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Asked {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    allowNegative: true,
    strict: false,
    tokens: true,
  })
  const known = Object.keys(OPTIONS)
  const unknown = tokens.flatMap((token) =>
    token.kind === 'option' && !known.includes(token.name.replace(/^no-/, '')) ? [token.rawName] : [],
  )
  const words = { ...WORDS, 'package-manager': MANAGERS }
  const problems = [
    ...unknown.map((flag) => `there is no flag ${flag}; there are ${known.map((name) => `--${name}`).join(', ')}`),
    ...Object.entries(words).flatMap(([name, allowed]) => {
      const value = values[name]
      if (value === undefined) return []
      if (typeof value !== 'string') return [`--${name} takes a word: --${name}=${allowed?.join(' or ') ?? '"…"'}`]
      return allowed && !(allowed as readonly string[]).includes(value)
        ? [`--${name} takes ${allowed.join(', ')}, not ${value}`]
        : []
    }),
    ...(positionals.length > 1 ? [`one folder is made at a time, and there are ${positionals.join(' and ')}`] : []),
  ]
  problems.push(
    ...takenByNpm(env)
      .filter((name) => values[name] === undefined)
      .map(afterDashes),
  )
  if (problems.length > 0) throw new Refusal(problems.map((message) => ({ message })))

  const passed = [...Object.keys(WORDS), ...SWITCHES].filter((name) => values[name] !== undefined)
  return {
    folder: positionals[0],
    manager: (values['package-manager'] as Manager | undefined) ?? callerOf(env),
    packages: (values.packages as string | undefined) ?? env.BOCAS_PACKAGES,
    flags: passed.map((name) => `--${camel(name)}=${String(values[name])}`),
    isHelp: values.help === true,
    isVersion: values.version === true,
  }
}

/** Flags that npm took for its own settings, because no `--` stood before them: it tells them to what it starts, and to nobody else. */
const takenByNpm = (env: Readonly<Record<string, string | undefined>>): string[] =>
  ['paper', 'example', 'title', 'skip-git', 'packages', 'package-manager'].filter(
    (name) => env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  )

const afterDashes = (name: string): string =>
  `npm took --${name} for a setting of its own; write -- before flags: npm create bocas@latest my-paper -- --${name}…`

/** `npm/11.0.0 node/v22 …` */
const callerOf = ({ npm_config_user_agent: agent = '' }: Readonly<Record<string, string | undefined>>): Manager =>
  MANAGERS.find((manager) => agent.startsWith(`${manager}/`)) ?? 'npm'

/** As a schema of Nx names it. */
export const camel = (name: string): string => name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())
