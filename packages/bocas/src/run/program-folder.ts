import { constants, copyFileSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { sha256File } from '../keys/file-digest'
import { reasoned } from './program-error'
import type { ProgramPlace } from './program-place'
import { isTool } from './tool-folders'
import { isBelowAny, isInstalled, isWithin } from '../files/paths'

/**
 * Makes the folder in which a program works: a small copy of the workspace that is the run's own. In it are the program's inputs as the
 * key has them, links to declared data, and links to the folders of tools (virtual environments, `node_modules`, what is hidden), each at
 * its place. So a relative path leads to what is declared and to nothing else, and what the program writes by one reaches no other run.
 *
 * @param into an empty folder; its path holds no links.
 * @returns the copy of the task's folder.
 * @throws Error when an input is not what it was when the key was made.
 */
export function makeProgramFolder(
  into: string,
  { root, folder, inputs, data }: Pick<ProgramPlace, 'root' | 'folder' | 'inputs' | 'data'>,
): string {
  const placeOf = (file: string): string => join(into, relative(root, file))
  mkdirSync(placeOf(folder), { recursive: true })
  for (const { file, sha256, copy } of inputs) {
    mkdirSync(dirname(placeOf(file)), { recursive: true })
    copyFileSync(copy ?? file, placeOf(file), constants.COPYFILE_FICLONE)
    if (sha256File(placeOf(file)) !== sha256)
      throw reasoned('surprise', `${relative(root, file)} changed after the run was planned: call nx again`)
  }
  const linked = new Set<string>()
  // A folder before what is in it: one link is enough for all.
  for (const [name, place] of Object.entries(data).sort(([, a], [, b]) => (a < b ? -1 : 1))) {
    if (isBelowAny(place, linked)) continue
    if (isInside(root, place)) linkInto(placeOf(place), place, linked)
    // Data may lie elsewhere on this machine: the program finds it where its task has it.
    else if (!name.startsWith('npm:') && isInside(root, join(folder, name)))
      linkInto(placeOf(join(folder, name)), place, linked)
  }
  linkToolsInto(into, { root, folder })
  return placeOf(folder)
}

/**
 * Links what tools keep in a folder, and in those above it up to the workspace, into a copy of the workspace.
 *
 * @param into as for {@link makeProgramFolder}.
 * @param isWanted asked with the path of each in the workspace, and with its place in the copy; all are wanted unless it is given.
 */
export function linkToolsInto(
  into: string,
  { root, folder }: Pick<ProgramPlace, 'root' | 'folder'>,
  isWanted: (place: string, copy: string) => boolean = () => true,
): void {
  const linked = new Set<string>()
  for (const one of foldersUpTo(root, folder)) {
    for (const place of readdirSync(one)
      .filter(isTool)
      .map((name) => join(one, name))) {
      const copy = join(into, relative(root, place))
      if (isWanted(place, copy)) linkInto(copy, place, linked)
    }
  }
}

/**
 * Puts in a text the paths of inputs in the place of those of their copies, which are gone when somebody reads of an error in them.
 *
 * @param into as for {@link makeProgramFolder}.
 */
export function originalPlaces(
  into: string,
  { root, inputs }: Pick<ProgramPlace, 'root' | 'inputs'>,
): (text: string) => string {
  const places = inputs.map(({ file }) => [join(into, relative(root, file)), file] as const)
  return (text) =>
    text.includes(into) ? places.reduce((rest, [copy, file]) => rest.replaceAll(copy, () => file), text) : text
}

/** Links a place in; where the copy has a folder of its own already, what is in it. */
function linkInto(at: string, place: string, linked: Set<string>): void {
  const there = lstatSync(at, { throwIfNoEntry: false })
  if (there === undefined) {
    mkdirSync(dirname(at), { recursive: true })
    link(place, at)
    linked.add(place)
  } else if (there.isDirectory() && statSync(place, { throwIfNoEntry: false })?.isDirectory()) {
    for (const name of readdirSync(place)) linkInto(join(at, name), join(place, name), linked)
  }
}

/** Windows lets not everyone link files. */
function link(place: string, at: string): void {
  if (process.platform === 'win32' && statSync(place).isFile()) copyFileSync(place, at)
  else symlinkSync(place, at, 'junction')
}

const isInside = (root: string, place: string): boolean =>
  place !== root && isWithin(root, place) && !isInstalled(relative(root, place))

/** The folder of the task, the one above it, up to the workspace. */
function foldersUpTo(root: string, folder: string): string[] {
  const folders = [folder]
  for (let one = folder; one !== root && one !== dirname(one); one = dirname(one)) folders.push(dirname(one))
  return folders
}
