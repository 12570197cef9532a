import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit'
import { formatProblems, suggest, type Problem } from 'bocas/internal'
import { commandsOf } from '../shared/package-manager'
import { pickTask } from '../shared/pick-task'
import { loadTypeScript } from '../shared/typescript'
import { checkSpelling } from '../task/check-name'
import { addAlternative, addCases, findAlternatives } from './add-alternative'

export interface TacticGeneratorOptions {
  readonly name: string
  /** The only one there is unless it is said. */
  readonly task?: string | undefined
  /** The tactic that it begins as a copy of: the first one unless it is said. */
  readonly like?: string | undefined
  /** The key of the sweep whose alternatives are the tactics. */
  readonly key?: string | undefined
  readonly skipFormat?: boolean | undefined
}

/**
 * Adds a tactic to a task: in `sweep.ts` an alternative with the hyper-parameters of another one, and in the task's switches a case beside that of the other
 * one. It runs as it is, and does what the other one does until it is changed.
 *
 * @throws Error that lists what is wrong. Then nothing is changed.
 */
export default async function tacticGenerator(tree: Tree, options: TacticGeneratorOptions): Promise<GeneratorCallback> {
  const name = String(options.name)
  const { key = 'tactic' } = options
  const refused = (...problems: Problem[]): Error =>
    new Error(formatProblems(`nx g @bocas/nx:tactic ${name}`, problems))
  const picked = pickTask(tree, options.task)
  const misspelt = checkSpelling(name, 'tactic')
  if ('problem' in picked) throw refused(...misspelt, picked.problem)
  if (misspelt.length > 0) throw refused(...misspelt)

  const { task, folder } = picked
  const ts = loadTypeScript(tree.root)
  const sweep = `${folder}/sweep.ts`
  const text = tree.read(sweep, 'utf8')!
  const found = findAlternatives(ts, text, key)
  if (found === undefined) {
    const hint = `write in it, for example: ${key}: sweep({ first: { rate: 0.1 } }), or say --key=<the key of your alternatives>`
    throw refused({ message: `there is no \`${key}: sweep({ … })\` in ${sweep}`, hint })
  }
  const { like = found.names[0]! } = options
  if (found.names.includes(name))
    throw refused({ message: `there is a ${key} ${name} already in ${sweep}`, hint: 'choose another name' })
  if (!found.names.includes(like))
    throw refused({ message: `there is no ${key} ${like} in ${sweep}`, hint: suggest(like, found.names) })

  tree.write(sweep, addAlternative(text, found, name, like))
  const changed = tree
    .children(folder)
    .filter((file) => file.endsWith('.ts') && !/\.(?:spec|d)\.ts$|^(?:sweep|figures)\.ts$/.test(file))
    .map((file) => `${folder}/${file}`)
    .filter((file) => {
      const added = addCases(ts, tree.read(file, 'utf8')!, name, like)
      if (added !== undefined) tree.write(file, added)
      return added !== undefined
    })
  if (options.skipFormat !== true) await formatFiles(tree)
  return () => console.log(next({ name, like, task, sweep, changed, ...commandsOf(tree) }))
}

interface Next {
  readonly name: string
  readonly like: string
  readonly task: string
  readonly sweep: string
  readonly changed: readonly string[]
  readonly nx: string
  readonly bocas: string
}

function next({ name, like, task, sweep, changed, nx, bocas }: Next): string {
  const code =
    changed.length === 0
      ? `No \`case '${like}':\` was found in the code of ${task}: look there for what tells tactics apart.`
      : `It does what ${like} does until you change its case in ${changed.join(', ')}.
Their code has changed, so runs of ${task} train again. If you know that they cannot come out otherwise:
  ${bocas} accept ${task} --because "a tactic was added"`
  return `
${name} has the hyper-parameters of ${like} in ${sweep}. ${code}

Next:

  ${nx} run ${task}:figures`
}
