import { nestedAccuracy } from './nested'

describe('nestedAccuracy', () => {
  it('chooses anew in every turn, by validation, and counts the test accuracy of what it chose', () => {
    const cautious = { val: [0.9, 0.5, 0.8], test: [0.1, 0.9, 0.3] }
    const bold = { val: [0.8, 0.7, 0.7], test: [0.9, 0.2, 0.9] }
    expect(nestedAccuracy([cautious, bold])).toBeCloseTo((0.1 + 0.2 + 0.3) / 3, 12)
  })

  it('lets settings that are equally good count equally, whatever their order', () => {
    const a = { val: [0.9], test: [0.5] }
    const b = { val: [0.9], test: [0.75] }
    const worse = { val: [0.8], test: [1] }
    expect([nestedAccuracy([a, b, worse]), nestedAccuracy([worse, b, a])]).toEqual([0.625, 0.625])
  })

  it('is the mean test accuracy when there is one setting only', () => {
    expect(nestedAccuracy([{ val: [1, 0], test: [0.25, 0.75] }])).toBe(0.5)
  })

  it.each([
    ['no settings', []],
    ['no turns', [{ val: [], test: [] }]],
    [
      'settings of other turns',
      [
        { val: [1], test: [1] },
        { val: [1, 1], test: [1, 1] },
      ],
    ],
  ])('refuses %s', (_, settings) => {
    expect(() => nestedAccuracy(settings)).toThrow(
      '✖ Every setting needs validation and test accuracies of the same turns',
    )
  })
})
