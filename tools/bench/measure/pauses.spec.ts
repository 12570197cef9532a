import { barePauses, pausesBetween } from './pauses'

describe('pauses between jobs', () => {
  it('lie between the end of one and the start of the next, in whatever order they are told', () => {
    const spans = [
      { start: 5, end: 6 },
      { start: 1, end: 2 },
      { start: 2.5, end: 4 },
    ]
    expect(pausesBetween(spans)).toEqual([0.5, 1])
    expect(pausesBetween(spans.slice(0, 1))).toEqual([])
  })

  it('are taken of processes that never overlap', async () => {
    const pauses = await barePauses(3, 1)
    expect(pauses).toHaveLength(2)
    for (const pause of pauses) expect(pause).toBeGreaterThan(0)
  })
})
