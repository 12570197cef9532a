import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { identityOf, OWNER_FILE, openCheckpoint, sha256, workspacePaths, type WorkspacePaths } from 'bocas/internal'
import { reasonOf } from '../history/why-lacking'
import { unplanned, type KeyedRun, type KnownPlan } from '../plan/task-plan'
import { noteOf } from '../protocol/job-files'
import { SPECIFICATION } from '../shared/specification-file'
import { collectMetrics } from './collect-metrics'
import { lookAhead } from './look-ahead'

const KEY = sha256('lr=1')

let root: string
let paths: WorkspacePaths
beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-standing-'))
  paths = workspacePaths(root)
  mkdirSync(paths.own)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(file: string, content: unknown): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
}

const save = (): Promise<void> => openCheckpoint(join(paths.checkpoints, KEY), () => undefined).save({ epoch: 3 })
const fail = (): void => write(join(paths.failed('toy', 'lr=1'), 'failure.json'), { key: KEY, message: 'it threw' })
/** A run whose command is gone: no process has this number. */
function lose(into = 'store'): void {
  write(join(paths.work, 'x', OWNER_FILE), identityOf(2 ** 30))
  write(join(paths.work, 'x', SPECIFICATION), { task: 'toy', name: 'lr=1', key: KEY, into })
}

/** @param end what its execution has said at last. */
function submit(note: object = {}, end?: string, more: Readonly<Record<string, string>> = {}): void {
  const folder = join(paths.jobs, KEY, '1')
  const known = { engine: 'slurm', task: 'toy', name: 'lr=1', key: KEY, number: 1, submission: 1, at: '', attempt: 1 }
  write(join(folder, 'job.json'), { ...noteOf({ ...known, id: '12_3' }), ...note })
  if (end !== undefined)
    write(join(folder, 'executions', '1', 'messages.jsonl'), `{"type":"end","said":{"type":"${end}"}}\n`)
  for (const [file, text] of Object.entries(more)) write(join(folder, file), text)
}

it.each<[what: string, left: () => unknown, state: string, why: string | RegExp]>([
  ['nothing', () => undefined, 'missing', 'no result yet'],
  ['a saved state', save, 'interrupted', 'interrupted; goes on from what it saved'],
  [
    'a file that it saved',
    () => write(join(paths.checkpoints, KEY, 'files', 'weights.pt'), 'w'),
    'interrupted',
    'interrupted; goes on from what it saved',
  ],
  [
    'a folder in which it saved nothing',
    () => mkdirSync(join(paths.checkpoints, KEY, 'files'), { recursive: true }),
    'missing',
    'no result yet',
  ],
  ['the work of a command that is gone', lose, 'interrupted', 'interrupted; begins again, because it saved nothing'],
  ['that of a try', () => lose('tries'), 'missing', 'no result yet'],
  ['a failure', fail, 'failed', 'it threw'],
  ['a failure after a saved state', () => (fail(), save()), 'failed', 'it threw; goes on from what it saved'],
  ['a job', submit, 'submitted', /^submitted to slurm;/],
  ['a job after a failure and a saved state', () => (submit(), fail(), save()), 'submitted', /^submitted to slurm;/],
  ['a job that has its result', () => submit({}, 'trained'), 'submitted', /^done at slurm; .* collects/],
  ['a job that failed', () => submit({}, 'failed'), 'failed', /^its job of slurm failed; /],
  ['a job that was interrupted', () => submit({}, 'interrupted'), 'interrupted', /^its job of slurm was interrupted; /],
  ['a job with a successor', () => submit({}, 'interrupted', { successor: '13' }), 'submitted', /^submitted to slurm;/],
  ['a job that is being cancelled', () => submit({ cancelled: 'today' }), 'submitted', /^being cancelled at slurm; /],
  [
    'a submission that was cut short',
    () => submit({ id: undefined }),
    'submitted',
    /^not known to be submitted to slurm/,
  ],
  ['a job of another release', () => submit({ format: 99 }), 'submitted', /by another release of bocas/],
])('a run without a result that has left %s', async (_what, left, state, why) => {
  await left()
  const run = { name: 'lr=1', key: KEY, config: { lr: 1 }, tags: [], sweeps: ['default'] } as unknown as KeyedRun
  const plan: KnownPlan = { ...unplanned('tasks/toy/sweep.ts', []), problems: [], runs: [run] }
  const [found] = (await lookAhead(root, [plan]))[0]!.runs
  expect([found!.state, reasonOf(found!)]).toEqual([state, typeof why === 'string' ? why : expect.stringMatching(why)])
  // The report and `bocas runs` say the same.
  expect(collectMetrics(root, [plan])[0]!.state).toBe(state)
})
