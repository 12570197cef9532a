import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  digestsOf,
  isPaperText,
  plural,
  readProvenance,
  sha256File,
  someOf,
  sourcesFile,
  textDigests,
  type PaperSources,
  type Problem,
  type WorkspacePaths,
} from 'bocas/internal/made'
import { staleFigures } from '../../provenance/drawn-from'
import { readJson } from '../../shared/read-json'
import type { ResultsLock } from '../../sharing/lock-file'

/** What a build leaves of a paper. */
const BUILT = ['paper.pdf', 'paper.html']

/** What a paper that was built is held against, beside what lies in its folder. */
interface HeldAgainst {
  /** The files that git tracks, workspace-relative: others may lie in the folder of a paper by chance. Undefined outside of git. */
  readonly tracked: readonly string[] | undefined
  /** Which has to name what the paper shows; undefined where nothing is shared. */
  readonly lock?: ResultsLock
}

/** Why a paper that was built, if it was, is not the one that a build would make now. */
export async function stalePaper(paths: WorkspacePaths, against: HeldAgainst): Promise<Problem[]> {
  const problems: Problem[] = []
  const { name } = paths.ofPaper
  for (const file of BUILT.map((built) => join(paths.paper, 'build', built)).filter((built) => existsSync(built))) {
    const why = await whyStale(paths, file, against)
    if (why.length > 0)
      problems.push({
        message: `${paths.shown(file)} is not the paper of now: ${why.join('; ')}`,
        hint: `build it again: nx run ${name}:build`,
      })
  }
  return problems
}

async function whyStale(paths: WorkspacePaths, file: string, { tracked, lock }: HeldAgainst): Promise<string[]> {
  const sources = readJson<Partial<PaperSources>>(sourcesFile(file))
  if (!isWhole(sources)) return ['nothing says what it was made from']
  const tasks = Object.keys(sources.made)
  const now = {
    paper: sha256File(file),
    text: textDigests(paths.paper),
    made: digestsOf(tasks.map((task) => [task, paths.provenance(task)])),
  }
  const folder = `${paths.ofPaper.folder}/`
  const text = tracked?.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length))
  const changed = changedSince(sources, now, text)
  if (changed.length > 0) return changed
  const figures = await staleFigures(paths, tasks)
  if (figures.length > 0) return figures.map(({ message }) => message)
  return lock === undefined ? [] : notInLock(paths, tasks, lock)
}

const isWhole = (sources: Partial<PaperSources> | undefined): sources is PaperSources =>
  sources?.format === 1 && sources.main !== undefined && sources.text !== undefined && sources.made !== undefined

/** What differs between a build and now, in words. */
function changedSince(
  then: PaperSources,
  now: Pick<PaperSources, 'paper' | 'text' | 'made'>,
  counted: readonly string[] = Object.keys(then.text),
): string[] {
  const text = counted.filter((path) => isPaperText(path) && now.text[path] !== then.text[path])
  const tasks = Object.keys(then.made).filter((task) => now.made[task] !== then.made[task])
  return [
    ...(now.paper === then.paper ? [] : ['it was changed after it was built']),
    ...(then.main in now.text ? [] : [`its text ${then.main} is not there any more`]),
    ...(text.length === 0 ? [] : [`its text was changed since: ${someOf(text)}`]),
    ...(tasks.length === 0 ? [] : [`other figures, tables or facts were made since: ${someOf(tasks)}`]),
  ]
}

/** What a paper shows has to be in the archive; runs that were imported are in no lock. */
async function notInLock(paths: WorkspacePaths, tasks: readonly string[], { results }: ResultsLock): Promise<string[]> {
  const locked = new Set(results.map(({ key }) => key))
  const shown = new Set<string>()
  for (const task of tasks)
    for (const [run, { key, imported }] of Object.entries((await readProvenance(paths.provenance(task))).runs))
      if (imported === undefined && !locked.has(key)) shown.add(run)
  if (shown.size === 0) return []
  const names = `it shows ${plural(shown.size, 'result')} that ${paths.shown(paths.resultsLock)} does not name`
  return [`${names}: ${someOf([...shown])} (bocas push writes it; commit it)`]
}
