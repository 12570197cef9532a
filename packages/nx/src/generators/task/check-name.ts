import { LONGEST_NAME, PAPER_TASK, wrongName, type Problem } from 'bocas/internal'

/** What a generator makes that has a name, and why that is no path. */
const NAMED = {
  task: 'every task is a folder of its own in tasks/, and its name says which',
  tactic: 'a tactic is an alternative of a sweep',
  figure: 'a figure is named by one word, and --task says whose it is',
  library: 'the file goes to library/',
} as const
type GeneratedKind = keyof typeof NAMED

/**
 * What is wrong with how the name of something new is written; nothing if it will do. A task gives its name to a folder, to an Nx project, to
 * figures and to facts, so it has to suit the strictest of them on every system; and so do the others, whose names are parts of names of runs and files.
 */
export function checkSpelling(name: string, what: GeneratedKind = 'task'): Problem[] {
  const message = misspelling(name, what)
  if (message === undefined) return []
  const better = respell(name, what)
  return [
    {
      code: 'wrong-name',
      message: `the name ${JSON.stringify(name)} ${message}`,
      hint: better === undefined ? undefined : `you could write: nx g @bocas/nx:${what} ${better}`,
    },
  ]
}

/**
 * Whether another project has the name of a new task; ignoring case, as some file systems do.
 *
 * @param projects the names of the projects there are.
 */
export function checkTaken(name: string, projects: readonly string[]): Problem[] {
  if (name === PAPER_TASK)
    return [
      {
        code: 'name-taken',
        message: 'the name "paper" is taken: it is the project of the paper',
        hint: 'choose another name',
      },
    ]
  const same = projects.find((project) => project.toLowerCase() === name)
  if (same === undefined) return []
  return [
    {
      code: 'name-taken',
      message: `the name ${JSON.stringify(name)} is taken: there is a project ${same}`,
      hint: 'choose another name',
    },
  ]
}

function misspelling(name: string, what: GeneratedKind): string | undefined {
  const aWord = what === 'library' ? 'a file of the library' : `a ${what}`
  if (/[/\\]/.test(name)) return `is a path: ${NAMED[what]}`
  const odd = [...name].find((letter) => !/[a-z0-9._-]/.test(letter))
  if (odd !== undefined)
    return `holds ${JSON.stringify(odd)}; ${aWord} is named with small letters a to z, digits and . _ -`
  if (/^[-.]/.test(name)) return `begins with "${name[0]}"; the name of ${aWord} begins with a letter, a digit or "_"`
  return wrongName(name)
}

/** The name in our alphabet, if that makes a name that will do. */
function respell(name: string, what: GeneratedKind): string | undefined {
  const tame = (name.split(/[/\\]/).filter(Boolean).at(-1) ?? '')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^[-.]+|[-.]+$/g, '')
  return [tame, `${tame}-${what}`].find((proposed) => misspelling(proposed, what) === undefined)
}
