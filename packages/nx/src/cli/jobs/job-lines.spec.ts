import type { JobState } from '../../engines/engine'
import { showJobs, wordsOfJob, type JobLine } from './job-lines'

const line = (more: Partial<JobLine>): JobLine => ({
  task: 'mnist',
  name: 'lr=0.1',
  key: 'k',
  engine: 'slurm',
  id: '12_3@bocas-0123456789abcdef',
  at: '2026-11-28T12:00:00.000Z',
  ...more,
})
const ended = (how: Extract<JobState, { kind: 'ended' }>['how'], words?: string): JobState => ({
  kind: 'ended',
  how,
  ...(words !== undefined && { words }),
})

it.each<[Partial<JobLine>, string]>([
  [{ state: { kind: 'waiting', reason: 'jobs with a higher priority come first (Priority)' } }, 'waiting: jobs with'],
  [{ state: { kind: 'waiting' } }, 'waiting'],
  [{ state: { kind: 'running', node: 'n1' } }, 'running on n1'],
  [{ state: { kind: 'running' } }, 'running'],
  [{ state: { kind: 'unknown' } }, 'not known any more'],
  [{ state: ended('node lost', '12_3: NODE_FAIL') }, 'ended: node lost (12_3: NODE_FAIL)'],
  [{ state: ended('done'), end: 'trained' }, 'done: the next call'],
  [{ state: { kind: 'running' }, end: 'trained' }, 'done: the next call'],
  [{ state: ended('failed'), end: 'interrupted' }, 'saved its state'],
  // Its successor is in the queue.
  [{ state: { kind: 'waiting' }, end: 'interrupted' }, 'waiting'],
  [{ state: ended('failed'), end: 'failed' }, 'failed: the next call'],
  [{ id: undefined }, 'not known to be submitted'],
  [{ state: { kind: 'running' }, cancelled: '2026-11-28T13:00:00.000Z' }, 'cancelling: was cut short; npx bocas jobs'],
  [{ end: 'trained', cancelled: '2026-11-28T13:00:00.000Z' }, 'done: the next call'],
  [{ state: { kind: 'running' }, isOfOtherRelease: true }, 'submitted by another release'],
  [{}, 'its engine does not answer'],
])('a job with %j is said as %s', (more, words) => expect(wordsOfJob(line(more))).toContain(words))

it('jobs are a table with how many there are of each kind', () => {
  const now = Date.parse('2026-11-28T14:00:00.000Z')
  const text = showJobs(
    [line({ state: { kind: 'running' } }), line({ name: 'lr=0.2', state: { kind: 'waiting' } })],
    now,
  )
  expect(text).toContain('12_3')
  expect(text).not.toContain('@bocas')
  expect(text.split('\n').at(-1)).toBe('2 jobs: 1 running · 1 waiting')
  expect(showJobs([], now)).toBe('no engine has a job of this workspace')
})
