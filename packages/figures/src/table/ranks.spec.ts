import { marksOf, cellRanks } from './ranks'

const cell = (center: number, decimals = 2, factor = 1) => ({ center, decimals, factor })

describe('the places of cells', () => {
  it('follow their means, as the author says which are good', () => {
    expect(cellRanks([cell(1), cell(3), cell(2)], 'max')).toEqual([3, 1, 2])
    expect(cellRanks([cell(1), cell(3), cell(2)], 'min')).toEqual([1, 3, 2])
  })

  it('are shared by cells that read the same, and the next ones stay empty', () => {
    expect(cellRanks([cell(0.931), cell(0.9312), cell(0.92), cell(0.91)], 'max')).toEqual([1, 1, 3, 4])
  })

  it('are shared by cells that read the same at the place to which the coarser one is rounded', () => {
    expect(cellRanks([cell(0.90002, 3), cell(0.9, 5), cell(0.89, 2)], 'max')).toEqual([1, 1, 3])
    expect(cellRanks([cell(12345, -2), cell(12310, -1), cell(12000, -2)], 'max')).toEqual([1, 1, 3])
    expect(cellRanks([cell(0.9912, 1, 100), cell(0.9908, 1, 100)], 'max')).toEqual([1, 1])
  })

  it('are not shared along a chain: each is held against the best one of its place', () => {
    expect(cellRanks([cell(0.94), cell(0.936), cell(0.9349)], 'max')).toEqual([1, 1, 3])
  })

  it('are not for runs that diverged, nor for holes', () => {
    expect(cellRanks([cell(NaN), cell(Infinity), null, cell(0.5)], 'max')).toEqual([null, null, null, 1])
    expect(cellRanks([cell(NaN), cell(-Infinity)], 'min')).toEqual([null, null])
  })

  it('are not for a cell that has nobody to be better than', () => {
    expect(cellRanks([cell(1)], 'max')).toEqual([null])
    expect(cellRanks([null, cell(1), null], 'max')).toEqual([null, null, null])
    expect(cellRanks([], 'max')).toEqual([])
  })
})

describe('marks', () => {
  it('are for the best and for the best of the others', () => {
    expect(marksOf([3, 1, 2])).toEqual([null, 'best', 'second'])
    expect(marksOf([1, 1, 3, 4])).toEqual(['best', 'best', 'second', null])
    expect(marksOf([1, 2, 2, null])).toEqual(['best', 'second', 'second', null])
  })

  it('do not say second of the worse one of two', () => {
    expect(marksOf([1, 2])).toEqual(['best', null])
    expect(marksOf([1, null, 2])).toEqual(['best', null, null])
  })
})
