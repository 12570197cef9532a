import type { Problem } from 'bocas/internal/light'
import { isAbsolute } from 'node:path'
import { isWithin } from 'bocas/internal/light'
import { PACKAGE_MANAGERS } from '../shared/package-managers'
import { managerOf } from './packages/lockfiles/read-lockfile'
import { installedOtherwise, type NpmClosure } from './packages/npm-closure'
import type { TaskPlan } from './task-plan'

/** Why no run of the task may be executed although its code and sweep are well: what would be executed is not what the keys say. */
export function refusalOf(
  root: string,
  plan: Pick<TaskPlan, 'run' | 'env'>,
  { NODE_OPTIONS }: NodeJS.ProcessEnv = process.env,
): Problem | undefined {
  const others = otherPackages(root, plan.run.loadable.folders)
  if (others) return others
  const options = plan.env.includes('NODE_OPTIONS') ? [] : optionsThatChangeCode(root, NODE_OPTIONS)
  if (options.length === 0) return undefined
  return {
    code: 'node-options',
    message:
      `NODE_OPTIONS has ${options.map((option) => `\`${option}\``).join(' and ')}, which gives the code of runs another meaning and is in no key\n` +
      "unset it, or declare it in sweep.ts: defineSweep({ … }, { env: ['NODE_OPTIONS'] })",
  }
}

/** @param where on which machine that is, when it is not this one. */
export function otherPackages(root: string, folders: NpmClosure['folders'], where?: string): Problem | undefined {
  const others = installedOtherwise(root, { folders })
  if (others.length === 0) return undefined
  const list = others.map(({ folder, pinned, installed }) => `${folder} is ${installed}, the lockfile says ${pinned}`)
  const { lockfile, install } = PACKAGE_MANAGERS[managerOf(root) ?? 'npm']
  const [on, there] = where === undefined ? ['', ''] : [` on ${where}`, ' there']
  return {
    code: 'other-packages',
    message: `what is installed${on} is not what ${lockfile} says, so results would stand under wrong keys: run ${install}${there}\n${list.join('\n')}`,
  }
}

/** Options of Node that give the same code another meaning: what is loaded first, what is found under a name. */
const MEANING =
  /^(-C|--conditions|-r|--require|--import|--loader|--experimental-loader|--preserve-symlinks(-main)?|--experimental-default-type|--experimental-specifier-resolution|--disable-proto)$/
const LOADS = /^(-r|--require|--import)$/

/**
 * Those of the options in `NODE_OPTIONS` that change what the code of runs means, as they stand there. A script from outside the workspace is
 * the machine's: a debugger that wants to be told of processes, say.
 */
export function optionsThatChangeCode(root: string, options = ''): string[] {
  const words = options.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? []
  return words.flatMap((word, at) => {
    const [name, inline] = word.split('=', 2) as [string, string | undefined]
    if (!MEANING.test(name)) return []
    const next = words[at + 1]
    const value = inline ?? (next?.startsWith('-') ? undefined : next)
    if (value !== undefined && LOADS.test(name) && isElsewhere(root, value)) return []
    return [inline === undefined && value !== undefined && !/symlinks/.test(name) ? `${word} ${value}` : word]
  })
}

function isElsewhere(root: string, value: string): boolean {
  const path = value.replace(/^"|"$/g, '').replace(/^file:\/\//, '')
  return isAbsolute(path) && !isWithin(root, path)
}
