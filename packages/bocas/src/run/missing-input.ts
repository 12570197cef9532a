import { statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { posixRelative } from '../files/paths'
import type { ProgramPlace } from './program-place'
import { isInToolFolder } from './tool-folders'

/** How most languages say that something is not there. */
const NOT_FOUND = /no such file|no module named|not found|cannot (?:find|open)|does not exist/i
/** What stands in quotes: the names of files and modules, in the errors of most languages. */
const QUOTED = /'([^'\n]+)'|"([^"\n]+)"|`([^`\n]+)`|‘([^’\n]+)’/g

/**
 * Whether an error speaks of a file that lies in the task's folder and not in the program's, because it is not declared; as lines to add.
 * Python says `No module named 'model'`, R `cannot open file 'helpers.R'`.
 */
export function missingInputs(
  printed: string,
  { folder, root, inputs, data }: Pick<ProgramPlace, 'folder' | 'root' | 'inputs' | 'data'>,
): string {
  const declared = [...inputs.map(({ file }) => file), ...Object.values(data)]
  const isDeclared = (place: string): boolean =>
    declared.some((one) => one === place || one.startsWith(place + sep) || place.startsWith(one + sep))
  const names = printed
    .split('\n')
    .filter((line) => NOT_FOUND.test(line))
    .flatMap((line) => [...line.matchAll(QUOTED)])
    .map((match) => match.slice(1).find((name) => name !== undefined)!)
  const files = names.flatMap((name) => candidates(name).find((one) => isThere(resolve(folder, one))) ?? [])
  return [...new Set(files.map((file) => resolve(folder, file)))]
    .filter((place) => !isDeclared(place) && isOfWorkspace(root, place))
    .map((place) => {
      const [fromRoot, fromTask] = [root, folder].map((from) => posixRelative(from, place))
      return `\n${fromRoot} is not among the inputs of the command, so the program does not find it: add '${fromTask}'`
    })
    .join('')
}

/** A path as it is, or the module of Python that it may name: `model.scale` is `model/scale.py`, or in the folder `model/scale`. */
function candidates(name: string): string[] {
  const module = name.replaceAll('.', '/')
  return [name, ...(/^[\w.]+$/.test(name) ? [`${module}.py`, module] : [])]
}

function isOfWorkspace(root: string, place: string): boolean {
  const parts = relative(root, place).split(sep)
  return parts[0] !== '..' && parts[0] !== '' && !isInToolFolder([...parts, ''])
}

const isThere = (place: string): boolean => statSync(place, { throwIfNoEntry: false }) !== undefined
