import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { posixPath, realPath } from '../files/paths'
import { hasDigest } from '../keys/file-digest'
import type { ProgramPlace } from './program-place'
import { isInToolFolder } from './tool-folders'

type Place = Pick<ProgramPlace, 'root' | 'python' | 'folder' | 'inputs' | 'data'>

/**
 * What a program has read of the workspace that is not what the run key says, each as a sentence: such a result would go stale without a
 * word. Programs say what they have read in `reads-*.txt` of their result folder, one absolute real path a line; the Python module does.
 * What was read of the program's own folder is in the key: nothing else is there.
 */
export function strangeReads(result: string, { root, python, folder, inputs, data }: Place): string[] {
  // A program may be handed links, and says what it has read by real paths.
  const at = { root: realPath(root), folder: realPath(folder) }
  const files = new Map(inputs.map(({ file, sha256 }) => [realPath(file), sha256]))
  const places = Object.values(data).map(realPath)
  const isData = (file: string): boolean => places.some((place) => file === place || file.startsWith(place + sep))
  // A program may have removed its folder.
  const read = (existsSync(result) ? readdirSync(result) : [])
    .filter((name) => /^reads-.*\.txt$/.test(name))
    .flatMap((name) => readFileSync(join(result, name), 'utf8').split('\n'))
  return [...new Set(read)]
    .filter((file) => file.startsWith(at.root + sep) && !file.startsWith(realPath(python) + sep))
    .filter((file) => !isInToolFolder(relative(at.root, file).split(sep)) && !isData(file))
    .sort()
    .flatMap((file) => sentence(file, files.get(file), at))
}

/** @param sha256 of an input, its digest in the key. */
function sentence(
  file: string,
  sha256: string | undefined,
  { root, folder }: { readonly root: string; readonly folder: string },
): string[] {
  const [place, fromTask] = [relative(root, file), relative(folder, file)].map((path) => posixPath(path))
  if (sha256 === undefined) {
    return [
      `the program read ${place}, which is not in the run key: add '${fromTask}' to the inputs of its command, or to the data of the sweep`,
    ]
  }
  // Not from its folder: a package that is installed as a link, for one.
  return hasDigest(file, sha256)
    ? []
    : [`${place} changed while the run was at work, so its result fits no key: call nx again`]
}
