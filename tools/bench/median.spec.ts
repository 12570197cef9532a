import { median } from './median'

describe('the median', () => {
  it('is the middle value, in whatever order they come', () => {
    expect(median([10, 2, 9])).toBe(9)
  })

  it('is the mean of the two middle values of an even number', () => {
    expect(median([4, 1, 10, 2])).toBe(3)
  })

  it('is not moved by one wild value', () => {
    expect(median([1, 2, 3, 4, 1e9])).toBe(3)
  })

  it('leaves the list as it was', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  it('does not exist for an empty list', () => {
    expect(() => median([])).toThrow('an empty list has no median')
  })
})
