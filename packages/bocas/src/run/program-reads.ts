import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { isInstalled } from './program-error'
import type { ProgramPlace } from './program-place'

/**
 * What a program has read of the workspace although the run key knows nothing of it, each as a sentence: such a result would go stale
 * without a word. Programs say it in `reads-*.json` of their result folder, as lists of absolute real paths; the Python module does.
 */
export function undeclaredReads(
  result: string,
  place: Pick<ProgramPlace, 'root' | 'python' | 'folder' | 'declared'>,
): string[] {
  const [root, python, folder] = [place.root, place.python, place.folder].map(real) as [string, string, string]
  const declared = place.declared.map(real)
  const known = new Set(declared)
  const isKnown = (file: string): boolean => known.has(file) || declared.some((one) => file.startsWith(one + sep))
  const read = new Set(
    readdirSync(result)
      .filter((name) => /^reads-.*\.json$/.test(name))
      .flatMap((name) => JSON.parse(readFileSync(join(result, name), 'utf8')) as string[]),
  )
  return [...read]
    .sort()
    .filter((file) => {
      const parts = relative(root, file).split(sep)
      // Hidden folders (.git, .venv, .bocas) and what Python compiles belong to tools.
      return !parts.slice(0, -1).some((part) => part.startsWith('.') || part === '__pycache__') && !isInstalled(parts)
    })
    .filter((file) => !isKnown(file) && !file.startsWith(python + sep))
    .map((file) => {
      const [place, fromTask] = [relative(root, file), relative(folder, file)].map((path) => path.split(sep).join('/'))
      return `the program read ${place}, which is not in the run key: add '${fromTask}' to the inputs of its command, or to the data of the sweep`
    })
}

/** Where a path leads: a program may be handed links, and says what it has read by real paths. */
function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
