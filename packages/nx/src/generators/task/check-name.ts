import { LONGEST_NAME, wrongName, type Problem } from 'bocas/core'

/**
 * What is wrong with how the name of a new task is written; nothing if it will do. A task gives its name to a folder, to an Nx project, to
 * figures and to facts, so it has to suit the strictest of them on every system.
 */
export function checkSpelling(name: string): Problem[] {
  const message = misspelling(name)
  if (message === undefined) return []
  const better = respell(name)
  return [
    {
      message: `the name ${JSON.stringify(name)} ${message}`,
      hint: better === undefined ? undefined : `you could write: nx g @bocas/nx:task ${better}`,
    },
  ]
}

/**
 * Whether another project has the name of a new task; ignoring case, as some file systems do.
 *
 * @param projects the names of the projects there are.
 */
export function checkTaken(name: string, projects: readonly string[]): Problem[] {
  if (name === 'paper')
    return [{ message: 'the name "paper" is taken: it is the project of the paper', hint: 'choose another name' }]
  const same = projects.find((project) => project.toLowerCase() === name)
  if (same === undefined) return []
  return [
    { message: `the name ${JSON.stringify(name)} is taken: there is a project ${same}`, hint: 'choose another name' },
  ]
}

function misspelling(name: string): string | undefined {
  if (/[/\\]/.test(name)) return 'is a path: every task is a folder of its own in tasks/, and its name says which'
  const odd = [...name].find((letter) => !/[a-z0-9._-]/.test(letter))
  if (odd !== undefined)
    return `holds ${JSON.stringify(odd)}; a task is named with small letters a to z, digits and . _ -`
  if (/^[-.]/.test(name)) return `begins with "${name[0]}"; the name of a task begins with a letter, a digit or "_"`
  return wrongName(name)
}

/** The name in our alphabet, if that makes a name that will do. */
function respell(name: string): string | undefined {
  const tame = (name.split(/[/\\]/).filter(Boolean).at(-1) ?? '')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^[-.]+|[-.]+$/g, '')
  return [tame, `${tame}-task`].find((proposed) => misspelling(proposed) === undefined)
}
