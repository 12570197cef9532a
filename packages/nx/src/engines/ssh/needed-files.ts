import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { jobPlaces } from '../../protocol/job-files'
import { SPECIFICATION } from '../../shared/specification-file'
import { insideNames, type PackedJob } from '../../protocol/relocated'
import { readJson } from '../../shared/read-json'
import { stateThere, statesApart } from '../places-there'

/**
 * What a job needs of the workspace on a host that has its packages: names as seen from the workspace. Data in packages is there with them, and so is what a profile says to lie
 * elsewhere; what lies outside of the workspace has to be at the same place there.
 *
 * @param folder of the job, absolute; `name` is the same as seen from the workspace.
 */
export function neededFiles(root: string, folder: string, name: string): string[] {
  const packed = readJson<PackedJob>(jobPlaces(folder).specification)
  if (packed === undefined) return []
  const isElsewhere = (place: string): boolean =>
    place.startsWith('node_modules/') ||
    Object.keys(packed.folders).some((mapped) => place === mapped || place.startsWith(`${mapped}/`))
  const places = [
    `${name}/${SPECIFICATION}`,
    ...insideNames(packed).filter((place) => !isElsewhere(place)),
    // What it saved where it was before.
    ...(statesApart(root) === undefined ? [stateThere(packed.run.key)] : []),
  ]
  return [...new Set(places)].filter((place) => existsSync(join(root, place)))
}
