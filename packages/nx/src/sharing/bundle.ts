import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownFolder, removeOwnFolder, sha256File, type WorkspacePaths } from 'bocas/internal/store'
import { isStored, ProblemsError, type Problem } from 'bocas/internal/light'
import { objectsInto } from '../shared/git-objects'
import { textPart, writeArchive, type ArchivePart } from './bundle-archive'
import { licences, packagesOf, readme } from './bundle-texts'
import type { TrackedFile, TrackedFiles } from './git-files'
import { lockText, objectsOf, type ResultsLock } from './lock-file'
import { lockName } from './lock-on-disk'
import { OBJECTS, type Remote } from './remote'
import { packRun } from './run-pack'
import { withCleanup } from './with-cleanup'

export interface Bundled {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly results: number
  /** What is in it of the paper: `paper.pdf`. */
  readonly paper: readonly string[]
  readonly packages: number
}

/** Where the list of packages and their licences stands in the archive. */
const LICENCES = 'LICENCES.txt'
const CITATION = 'CITATION.cff'

/**
 * Makes the archive of a paper: the code as the commit has it, the lock and all objects that it names, the built paper, the licences of the packages that its runs
 * use. Equal states give equal bytes.
 *
 * @param code what the commit has.
 * @param remote where results are fetched from that are not here; undefined where there is none.
 * @throws ProblemsError with all that is missing.
 */
export async function writeBundle(
  paths: WorkspacePaths,
  code: TrackedFiles,
  lock: ResultsLock,
  file: string,
  remote: Remote | undefined,
): Promise<Bundled> {
  const name = lockName(paths)
  if (!code.files.some(({ path }) => path === name)) throw new ProblemsError(notCommitted(name))
  const stage = ownFolder(paths.work, 'bundle')
  const bundle = async (): Promise<Bundled> => {
    const places = await objectPlaces(paths, lock, stage, remote)
    const objects = [...objectsOf(lock.results)].map(([digest, size]) => ({
      name: `${OBJECTS}/${digest}`,
      size,
      from: { file: places.get(digest)! },
    }))
    const packages = packagesOf(lock, (digest) => places.get(digest)!)
    const paper = paperParts(paths)
    const ofCommit = fileOfCommit(paths.root, code, join(stage, 'code'))
    const citation = code.files.find(({ path }) => path === CITATION)
    const parts: ArchivePart[] = [
      ...code.files.map((tracked) => ({
        name: `code/${tracked.path}`,
        size: tracked.size,
        isProgram: tracked.isProgram,
        from: ofCommit(tracked),
      })),
      ...(citation ? [{ name: CITATION, size: citation.size, from: ofCommit(citation) }] : []),
      ...objects,
      ...paper,
      textPart(LICENCES, licences(paths.root, packages)),
      textPart('results.lock.json', lockText(lock)),
      textPart('README.txt', readme(code.commit)),
    ]
    writeArchive(
      file,
      parts.sort((a, b) => (a.name < b.name ? -1 : 1)),
    )
    return {
      file,
      bytes: statSync(file).size,
      sha256: sha256File(file),
      results: lock.results.length,
      paper: paper.map(({ name }) => name),
      packages: packages.length,
    }
  }
  return withCleanup(bundle, () => removeOwnFolder(stage))
}

/** From the store where it has the same execution, else from the remote. */
async function objectPlaces(
  paths: WorkspacePaths,
  lock: ResultsLock,
  stage: string,
  remote: Remote | undefined,
): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>()
  for (const { key, pack } of lock.results) {
    if (!isStored(paths, key)) continue
    const own = await packRun(paths.entry(key), key)
    for (const [digest, { file }] of Object.entries(own.large)) places.set(digest, file)
    if (own.pack !== pack) continue
    writeFileSync(join(stage, pack), own.archive)
    places.set(pack, join(stage, pack))
  }
  const all = objectsOf(lock.results)
  const missing = new Map([...all].filter(([digest]) => !places.has(digest)))
  const problems: Problem[] = []
  if (missing.size > 0 && remote === undefined)
    throw new ProblemsError({
      code: 'no-remote',
      message: `${missing.size} objects that ${lockName(paths)} names are not here, and no remote is named`,
      hint: 'bocas bundle --from <address>',
    })
  if (missing.size > 0)
    await remote!.get(missing, stage, {
      arrived: (digest) => void places.set(digest, join(stage, digest)),
      failed: (digest, { message }) =>
        void problems.push(
          missingObject(
            lock.results.find(({ pack, large }) => pack === digest || digest in large)!.run,
            message,
            remote!.address,
          ),
        ),
    })
  if (problems.length > 0) throw new ProblemsError(problems)
  return places
}

/** Reads all files of a commit at once: git is a process, and there may be thousands. @returns where the bytes of one lie. */
function fileOfCommit(
  root: string,
  { files }: TrackedFiles,
  stage: string,
): (tracked: TrackedFile) => ArchivePart['from'] {
  const places = objectsInto(root, [...new Set(files.map(({ object }) => object))], stage)
  return ({ object }) => ({ file: stage, at: places.get(object)!.at })
}

export const notCommitted = (name: string): Problem => ({
  code: 'not-committed',
  message: `${name} is not committed`,
  hint: `git add ${name} && git commit`,
})

export const missingObject = (run: string, why: string, address: string): Problem => ({
  code: 'missing-object',
  message: `${run} is missing: ${why}`,
  hint: `looked in ${address}: whoever has it calls bocas push`,
})

/** What was built of each paper; of several, in a folder by its name. */
function paperParts({ root, papers }: WorkspacePaths): ArchivePart[] {
  return papers.flatMap((paper) => {
    const folder = join(root, paper.folder, 'build')
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(?:pdf|html)$/.test(name)) : []
    return names.map((name) => ({
      name: papers.length === 1 ? name : `${paper.name}/${name}`,
      size: statSync(join(folder, name)).size,
      from: { file: join(folder, name) },
    }))
  })
}
