import { nearest, type Problem } from 'bocas/internal/light'

/** Folders have fixed names: clones, links and the text of a paper rely on them. Saying them is no mistake, asking for others is. */
const PLACES: Readonly<Record<string, string>> = {
  tasksDir: 'tasks',
  paperDir: 'paper',
  artifactsDir: 'paper/artifacts',
}

/** All that is wrong with what `{ "plugin": "@bocas/nx", "options": { … } }` in nx.json says. */
export function pluginOptionProblems(given: unknown): readonly Problem[] {
  if (given === undefined || given === null) return []
  if (typeof given !== 'object' || Array.isArray(given))
    return [{ message: 'the options of @bocas/nx are no object', hint: 'write { … }' }]
  return Object.entries(given).flatMap(([name, value]): Problem[] => {
    const place = PLACES[name]
    if (place === undefined) return [unknown(name)]
    if (String(value).replace(/\/$/, '') === place) return []
    return [
      { message: `\`${name}\` is ${JSON.stringify(value)}, and that folder is always ${place}/`, hint: 'leave it out' },
    ]
  })
}

function unknown(name: string): Problem {
  const known = Object.keys(PLACES)
  const near = nearest(name, known)
  return {
    message: `@bocas/nx has no option \`${name}\``,
    hint: `${near === undefined ? '' : `did you mean \`${near}\`? `}There are: ${known.map((word) => `\`${word}\``).join(', ')}`,
  }
}
