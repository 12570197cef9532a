import { nearest, type Problem } from 'bocas/keys'

/** What `{ "plugin": "@bocas/nx", "options": { … } }` in nx.json can say. */
export interface PluginOptions {
  /** What becomes of type errors in a task: told before its runs, or a reason to refuse them, or not looked for. */
  readonly typecheck: 'warn' | 'error' | 'off'
}

const DEFAULTS: PluginOptions = { typecheck: 'warn' }

/** Folders have fixed names: clones, links and the text of a paper rely on them. Saying them is no mistake, asking for others is. */
const PLACES: Readonly<Record<string, string>> = {
  tasksDir: 'tasks',
  paperDir: 'paper',
  artifactsDir: 'paper/artifacts',
}
const CHOICES: Readonly<Record<string, readonly string[]>> = { typecheck: ['warn', 'error', 'off'] }

/** Reads the options of the plugin: those that are well, and all that is wrong with the others. */
export function readPluginOptions(given: unknown): {
  readonly options: PluginOptions
  readonly problems: readonly Problem[]
} {
  if (given === undefined || given === null) return { options: DEFAULTS, problems: [] }
  if (typeof given !== 'object' || Array.isArray(given))
    return { options: DEFAULTS, problems: [{ message: 'the options of @bocas/nx are no object', hint: 'write { … }' }] }
  const problems = Object.entries(given).flatMap(([name, value]): Problem[] => {
    const [place, choices] = [PLACES[name], CHOICES[name]]
    if (place !== undefined && String(value).replace(/\/$/, '') !== place)
      return [
        {
          message: `\`${name}\` is ${JSON.stringify(value)}, and that folder is always ${place}/`,
          hint: 'leave it out',
        },
      ]
    if (choices !== undefined && !choices.includes(String(value)))
      return [{ message: `\`${name}\` is ${JSON.stringify(value)}`, hint: `it takes ${listed(choices)}` }]
    return place === undefined && choices === undefined ? [unknown(name)] : []
  })
  const { typecheck } = given as Partial<PluginOptions>
  return { options: { typecheck: problems.length > 0 || typecheck === undefined ? 'warn' : typecheck }, problems }
}

function unknown(name: string): Problem {
  const known = [...Object.keys(CHOICES), ...Object.keys(PLACES)]
  const near = nearest(name, known)
  return {
    message: `@bocas/nx has no option \`${name}\``,
    hint: `${near === undefined ? '' : `did you mean \`${near}\`? `}There are: ${listed(known)}`,
  }
}

const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ')
