import { withCleanup } from './with-cleanup'

describe('clearing up', () => {
  const failing = (word: string) => () => Promise.reject(new Error(word))

  it('gives what was done, when all of it is cleared up', async () => {
    const steps: string[] = []
    const act = async () => Promise.resolve(steps.push('act'))
    expect(
      await withCleanup(
        act,
        () => steps.push('one'),
        async () => Promise.resolve(steps.push('two')),
      ),
    ).toBe(1)
    expect(steps).toEqual(['act', 'one', 'two'])
  })

  it.each([
    ['what was done', failing('act'), failing('one'), 'act'],
    ['a step', () => Promise.resolve(), failing('one'), 'one'],
  ])('takes every step when %s fails, and throws the first error', async (_, act, one, expected) => {
    const last = jest.fn(() => {
      throw new Error('last')
    })
    await expect(withCleanup(act, one, last)).rejects.toThrow(expected)
    expect(last).toHaveBeenCalledTimes(1)
  })
})
