import type { Limits } from 'bocas/internal'
import { isRetried } from './train'
import type { Attempt, FailureReason } from '../../protocol/run-specification'

const failed = (...reasons: FailureReason[]): Attempt[] =>
  reasons.map((reason) => ({ reason, message: reason, started: '2026-01-01T00:00:00.000Z', seconds: 1 }))

describe('a run that failed', () => {
  it.each<[Limits, Attempt[], boolean]>([
    [{}, failed('signal'), false],
    [{ retries: 1 }, failed('signal'), true],
    [{ retries: 1 }, failed('exited'), true],
    [{ retries: 1 }, failed('timeout'), true],
    [{ retries: 1 }, failed('memory'), true],
    [{ retries: 1 }, failed('threw'), false],
    [{ retries: 1 }, failed('surprise'), false],
    [{ retries: 1 }, failed('signal', 'signal'), false],
    [{ retries: 2 }, failed('signal', 'timeout'), true],
    [{ retries: 2 }, failed('signal', 'threw'), false],
    [{ retries: 1, retryOn: ['threw'] }, failed('threw'), true],
    [{ retries: 1, retryOn: ['threw'] }, failed('signal'), false],
  ])('under %j and after %j is tried again: %j', (limits, attempts, again) => {
    expect(isRetried(limits, attempts)).toBe(again)
  })
})
