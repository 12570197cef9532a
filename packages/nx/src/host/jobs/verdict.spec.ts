import type { JobState } from '../../engines/engine'
import { LEASE, type ExecutionEnd } from '../../protocol/job-files'
import { SETTLE, verdict, type SeenExecution } from './verdict'

const end = (lastWord: ExecutionEnd['said']): ExecutionEnd => ({ said: lastWord, code: 0, signal: null })
const TRAINED: SeenExecution = { end: end({ type: 'trained' }), silent: LEASE }
const FAILED: SeenExecution = { end: end({ type: 'failed', message: 'bad' }), silent: LEASE }
const CRASHED: SeenExecution = { end: { said: null, code: null, signal: 'SIGSEGV' }, silent: LEASE }
const STOPPED: SeenExecution = { end: end({ type: 'interrupted' }), silent: 0 }
const EXCEEDED: SeenExecution = {
  end: { ...end({ type: 'interrupted' }), exceeded: { reason: 'timeout', seconds: 1 } },
  silent: 0,
}
const AT_WORK: SeenExecution = { silent: 0 }
const SILENT: SeenExecution = { silent: LEASE }
const UNKNOWN: JobState = { kind: 'unknown' }
const RUNNING: JobState = { kind: 'running' }
const ended = (how: Extract<JobState, { kind: 'ended' }>['how']): JobState => ({ kind: 'ended', how })

describe('what is done about a job', () => {
  it.each<[string, readonly SeenExecution[], JobState, number, unknown]>([
    ['waits in the queue', [], { kind: 'waiting' }, 1e9, 'wait'],
    ['begins', [], RUNNING, 1e9, 'wait'],
    ['is at work', [AT_WORK], RUNNING, 1e9, 'wait'],
    ['is at work, and the engine has forgotten it', [AT_WORK], UNKNOWN, 1e9, 'wait'],
    ['is at work, and the engine says that it has ended', [AT_WORK], ended('node lost'), 1e9, 'wait'],
    ['has its result', [TRAINED], RUNNING, 0, { take: 0 }],
    ['has its result by the second of two', [AT_WORK, TRAINED], RUNNING, 0, { take: 1 }],
    ['has its result although another execution failed', [TRAINED, FAILED], ended('failed'), 1e9, { take: 0 }],
    ['failed', [FAILED], RUNNING, 0, { failed: 0, end: FAILED.end }],
    ['crashed', [CRASHED], ended('failed'), 0, { failed: 0, end: CRASHED.end }],
    ['failed while another execution is at work', [FAILED, AT_WORK], RUNNING, 0, 'wait'],
    ['failed beside one that is silent', [FAILED, SILENT], RUNNING, 0, { failed: 0, end: FAILED.end }],
    ['was stopped, and its engine starts it again', [STOPPED], { kind: 'waiting' }, 1e9, 'wait'],
    ['was stopped at its limit', [STOPPED], ended('out of time'), 0, { ended: ended('out of time'), saved: true }],
    ['was ended for a limit of its own', [EXCEEDED], ended('done'), 0, { failed: 0, end: EXCEEDED.end }],
    ['has just ended without a word', [], ended('done'), SETTLE - 1, 'wait'],
    ['has ended without a word', [], ended('done'), SETTLE, { ended: ended('done'), saved: false }],
    ['was cancelled', [], ended('cancelled'), 0, { ended: ended('cancelled'), saved: false }],
    ['lost its node', [SILENT], ended('node lost'), SETTLE, { ended: ended('node lost'), saved: false }],
    ['is silent, and running for the engine', [SILENT], RUNNING, 1e9, 'wait'],
    ['is silent and unknown', [SILENT], UNKNOWN, LEASE, { lost: 'silent' }],
    ['is not known yet', [], UNKNOWN, LEASE - 1, 'wait'],
    ['never came', [], UNKNOWN, LEASE, { lost: 'never begun' }],
  ])('that %s', (_, executions, state, since, expected) =>
    expect(verdict({ executions, state, since })).toEqual(expected),
  )
})
