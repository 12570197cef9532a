import { join } from 'node:path'

/** Every place on disk that bocas knows, made here and nowhere else. */
export function workspacePaths(root: string) {
  const own = join(root, '.bocas')
  const paper = join(root, 'paper')
  return {
    root,
    own,
    /** The durable copy of results, one folder per run key. */
    store: join(own, 'store'),
    entry: (key: string) => join(own, 'store', key),
    /** Store entries that did not pass their check, kept aside for a look. */
    damaged: join(own, 'damaged'),
    locks: join(own, 'locks'),
    /** One folder per run at work. */
    work: join(own, 'work'),
    /** What the last failure of a run left: its log and message. */
    failed: (task: string, run: string) => join(own, 'failed', task, run),
    /** What runs saved on their way, one folder per run key. */
    checkpoints: join(own, 'checkpoints'),
    /** Why a result was carried over to this key. */
    accepted: (key: string) => join(own, 'accepted', `${key}.json`),
    tries: (task: string) => join(own, 'tries', task),
    /** Evaluated sweeps by the digest of their code. */
    sweeps: join(own, 'sweeps'),
    /** Bundled code by its digest. */
    bundles: join(own, 'bundles'),
    /** What planning an entry gave, until one of its files changes. */
    plans: join(own, 'plans'),
    /** Digests of declared data by what the file system says of the file. */
    dataDigests: join(own, 'data-digests.json'),
    artifacts: (task: string, run: string) => join(paper, 'artifacts', task, run),
    figures: (task: string) => join(paper, 'figures', task),
    tables: (task: string) => join(paper, 'tables', task),
    facts: (task: string) => join(paper, 'facts', `${task}.json`),
    drafts: {
      figures: (task: string) => join(paper, 'drafts', 'figures', task),
      tables: (task: string) => join(paper, 'drafts', 'tables', task),
      facts: (task: string) => join(paper, 'drafts', 'facts', `${task}.json`),
    },
    paper,
  }
}

export type WorkspacePaths = ReturnType<typeof workspacePaths>
