import type { Finished, Outcome } from '../../host/outcome/outcome'
import { timesToTell } from './times-to-tell'

const finished = (outcome: Outcome): Finished => ({ task: 'toy', run: { name: 'lr=1', config: { lr: 1 } }, outcome })
const kept = [finished({ kind: 'kept' })]
const trained = [finished({ kind: 'trained', seconds: 2 })]
const failed = [finished({ kind: 'failed', message: 'no' })]

/** Which of the answers have times, in their order. */
const timed = (size: number, answers: readonly (readonly Finished[])[]): boolean[] => {
  const timesOf = timesToTell(size)
  return answers.map((answered) => timesOf(answered).endTime !== undefined)
}

describe('the times that Nx is told', () => {
  it.each<[string, number, readonly (readonly Finished[])[], boolean[]]>([
    ['a kept run has none, but the first answer', 3, [kept, kept, kept], [true, false, false]],
    ['what was executed has them', 4, [kept, trained, failed, kept], [true, true, true, false]],
    ['nothing was executed of a task without runs', 2, [[], []], [true, false]],
    ['of the largest batch that is timed', 1_000, [trained, trained, failed], [true, true, true]],
    ['of a larger one the first alone', 1_001, [trained, trained, failed], [true, false, false]],
  ])('%s', (_, size, answers, expected) => {
    expect(timed(size, answers)).toEqual(expected)
  })

  it('say how long the runs took', () => {
    const { startTime, endTime } = timesToTell(2)([...trained, ...kept, ...trained])
    expect(endTime! - startTime!).toBe(4_000)
  })
})
