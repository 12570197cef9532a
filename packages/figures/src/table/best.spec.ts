import { bestOf } from './best'

const cell = (mean: number) => ({ mean, shown: mean.toFixed(2) })

describe('the best cell of a column', () => {
  it('has the largest or the smallest mean, as the author says', () => {
    expect(bestOf([cell(1), cell(3), cell(2)], 'max')).toEqual([false, true, false])
    expect(bestOf([cell(1), cell(3), cell(2)], 'min')).toEqual([true, false, false])
  })

  it('shares its rank with cells that read the same', () => {
    expect(bestOf([cell(0.931), cell(0.9312), cell(0.92)], 'max')).toEqual([true, true, false])
  })

  it('is never a run that diverged, nor a hole', () => {
    expect(bestOf([cell(NaN), cell(Infinity), null, cell(0.5)], 'max')).toEqual([false, false, false, true])
    expect(bestOf([cell(NaN), cell(-Infinity)], 'min')).toEqual([false, false])
  })

  it('has somebody to be better than', () => {
    expect(bestOf([cell(1)], 'max')).toEqual([false])
    expect(bestOf([null, cell(1), null], 'max')).toEqual([false, false, false])
    expect(bestOf([], 'max')).toEqual([])
  })
})
