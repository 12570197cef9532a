import { optionsThatChangeCode } from './code/node-options'
import { installedOtherwise } from './packages/npm-closure'
import type { TaskPlan } from './plan-task'

/** Why no run of the task may be executed although its code and sweep are well: what would be executed is not what the keys say. */
export function refusalOf(
  root: string,
  plan: Pick<TaskPlan, 'run' | 'env'>,
  { NODE_OPTIONS }: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const others = installedOtherwise(root, plan.run.loadable)
  if (others.length > 0) {
    const list = others.map(({ folder, pinned, installed }) => `${folder} is ${installed}, the lockfile says ${pinned}`)
    return `what is installed is not what package-lock.json says, so results would stand under wrong keys: run npm ci\n${list.join('\n')}`
  }
  const options = plan.env.includes('NODE_OPTIONS') ? [] : optionsThatChangeCode(root, NODE_OPTIONS)
  if (options.length === 0) return undefined
  return (
    `NODE_OPTIONS has ${options.map((option) => `\`${option}\``).join(' and ')}, which gives the code of runs another meaning and is in no key\n` +
    "unset it, or declare it in sweep.ts: defineSweep({ … }, { env: ['NODE_OPTIONS'] })"
  )
}
