import { showSteps } from './show-steps'

describe('the steps of a try', () => {
  const shown = (times: readonly number[], of = times.length): string[] => {
    const lines: string[] = []
    let time = 0
    const show = showSteps(
      (line) => lines.push(line),
      () => time,
    )
    times.forEach((at, index) => {
      time = at
      show({ step: index + 1, of, metrics: { loss: 1 / 3 } })
    })
    return lines
  }

  it('are all printed when a person can read them', () => {
    expect(shown([0, 500, 1200])).toEqual([
      'step 1 of 3 · loss 0.333',
      'step 2 of 3 · loss 0.333',
      'step 3 of 3 · loss 0.333',
    ])
  })

  it('are printed in part when they come faster, with the first and the last', () => {
    const times = Array.from({ length: 1000 }, (_, index) => index)
    expect(shown(times).map((line) => line.split(' ')[1])).toEqual(['1', '501', '1000'])
    expect(shown([0, 1, 2], 9)).toHaveLength(1)
  })
})
