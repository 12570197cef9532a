import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isSystemError } from '../files/expected-errors'
import { posixRelative } from '../files/paths'
import { CHECKLIST, PAPER_TASK } from '../results/made/name-in-text'
import { readLayout, type PaperFolder } from './layout'

/** Folders below that of a paper that are made, never written by hand. */
export const GENERATED_IN_PAPER = [
  'artifacts',
  'figures',
  'tables',
  'facts',
  'provenance',
  'drafts',
  'build',
  'arxiv',
  'reports',
] as const

/**
 * Every place on disk that bocas knows, made here and nowhere else. Folders are those that the options of the plugin in nx.json name.
 *
 * Clones can share one store: by the variable `BOCAS_STORE`, the path of a folder (relative to the workspace) that takes the place of
 * `.bocas` for results and what belongs to them, or by a link in the place of `.bocas/store`. Locks lie beside the store, so that whoever
 * shares the one shares the other.
 *
 * @param named the paper whose figures, tables and facts are meant, by the name of its project; without it the first. All papers have those of the tasks.
 */
export function workspacePaths(root: string, named?: string) {
  const layout = readLayout(root)
  const ofPaper: PaperFolder = layout.papers.find(({ name }) => name === named) ?? layout.papers[0]!
  const own = join(root, '.bocas')
  const paper = join(root, ofPaper.folder)
  const checklist = (file: string): string => join(paper, 'checklist', `${file}.json`)
  const { shared, store } = sharedPlaces(root, own)
  return {
    root,
    own,
    /** The folder of a task; its sweep, workspace-relative, with `/`. */
    task: (task: string) => join(root, layout.tasks, task),
    sweep: (task: string) => `${layout.tasks}/${task}/sweep.ts`,
    /** What draws: of a task, or under the name `paper` of the paper that is meant; workspace-relative, with `/`. */
    figuresCode: (task: string) => `${task === PAPER_TASK ? ofPaper.folder : `${layout.tasks}/${task}`}/figures.ts`,
    /** The folder of the tasks, workspace-relative. */
    tasksDir: layout.tasks,
    /** The folders of all papers, and of the one that is meant. */
    papers: layout.papers,
    ofPaper,
    /** A path within the workspace as it is written in messages and in the graph: workspace-relative, with `/`. */
    shown: (path: string) => posixRelative(root, path),
    /** The durable copy of results, one folder per run key. */
    store,
    entry: (key: string) => join(store, key),
    /** Store entries that did not pass their check, kept aside for a look. */
    damaged: join(shared, 'damaged'),
    locks: join(shared, 'locks'),
    /** Objects that have arrived from a remote and are not in the store yet: the next call goes on with them. */
    incoming: join(shared, 'incoming'),
    /** One folder per run at work. */
    work: join(own, 'work'),
    /** One folder per run that an engine has, by its key. */
    jobs: join(own, 'jobs'),
    /** Copies of the code that jobs execute, by digest. As deep as `bundles`: their source maps are relative. */
    jobCode: join(own, 'job-code'),
    /** What is about to become an entry of the store, or was one: in the store, so that it gets there in one step wherever that lies. */
    transit: join(store, '.work'),
    /** What the last failure of a run left: its log and message. */
    failed: (task: string, run: string) => join(own, 'failed', task, run),
    /** What runs saved on their way, one folder per run key. */
    checkpoints: join(shared, 'checkpoints'),
    /** Why a result was carried over to this key. */
    accepted: (key: string) => join(shared, 'accepted', `${key}.json`),
    tries: (task: string) => join(own, 'tries', task),
    /** By which the types of a task are checked. */
    types: (task: string) => join(own, 'types', `${task}.json`),
    /** Evaluated sweeps by the digest of their code. */
    sweeps: join(own, 'sweeps'),
    /** Bundled code by its digest. */
    bundles: join(own, 'bundles'),
    /** What planning an entry gave, until one of its files changes. */
    plans: join(own, 'plans'),
    /** Digests of declared data by what the file system says of the file. */
    dataDigests: join(own, 'data-digests.json'),
    /** The same for installed packages. */
    packageStamps: join(own, 'plans', 'packages.json'),
    /** What the lockfile of pnpm, yarn or bun says. */
    lockfile: join(own, 'plans', 'lockfile.json'),
    /** How installed packages were when nobody had changed them: beside the store, because it decides what keys mean. */
    packageContents: join(shared, 'packages.json'),
    artifacts: (task: string, run: string) => join(root, layout.artifacts, task, run),
    /** The folder of the views of all results; the same workspace-relative. */
    allArtifacts: join(root, layout.artifacts),
    artifactsDir: layout.artifacts,
    figures: (task: string) => join(paper, 'figures', task),
    tables: (task: string) => join(paper, 'tables', task),
    facts: (task: string) => (task === CHECKLIST ? checklist('facts') : join(paper, 'facts', `${task}.json`)),
    /** Which runs made the figures, tables and facts of a task. */
    provenance: (task: string) =>
      task === CHECKLIST ? checklist('provenance') : join(paper, 'provenance', `${task}.json`),
    drafts: {
      holes: (task: string) => join(paper, 'drafts', 'holes', `${task}.json`),
      figures: (task: string) => join(paper, 'drafts', 'figures', task),
      tables: (task: string) => join(paper, 'drafts', 'tables', task),
      facts: (task: string) => join(paper, 'drafts', 'facts', `${task}.json`),
      provenance: (task: string) => join(paper, 'drafts', 'provenance', `${task}.json`),
    },
    /** Which results belong to this state of the workspace, by digest. */
    resultsLock: join(paper, 'results.lock.json'),
    /** Results that other programs have recorded: one file for each import. */
    imported: join(root, 'imported'),
    /** The paper packed for others. */
    arxiv: join(paper, 'arxiv'),
    /** Pages to look at, one per task, and one of the paper. */
    reports: join(paper, 'reports'),
    paper,
  }
}

function sharedPlaces(root: string, own: string): { shared: string; store: string } {
  const named = process.env.BOCAS_STORE
  if (named) return { shared: resolve(root, named), store: resolve(root, named, 'store') }
  const store = linkAim(join(own, 'store'))
  return store === undefined ? { shared: own, store: join(own, 'store') } : { shared: dirname(store), store }
}

/** Where a link leads in the end, also when nothing is there yet; undefined for what is no link. */
function linkAim(path: string): string | undefined {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return undefined
  const aim = resolve(dirname(path), readlinkSync(path))
  try {
    return realpathSync(aim)
  } catch (error) {
    if (!isSystemError(error)) throw error
    // The same path for everyone who links to it, by whatever way.
    return linkAim(aim) ?? join(realpathOf(dirname(aim)), basename(aim))
  }
}

function realpathOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return dirname(folder) === folder ? folder : join(realpathOf(dirname(folder)), basename(folder))
  }
}

export type WorkspacePaths = ReturnType<typeof workspacePaths>

/** Whether the store has an entry for a key; it need not be a good one. */
export const isStored = ({ entry }: Pick<WorkspacePaths, 'entry'>, key: string): boolean =>
  existsSync(join(entry(key), 'result.json'))
