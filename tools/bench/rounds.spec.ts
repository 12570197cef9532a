import { measureInRounds } from './rounds'

describe('rounds of measurements', () => {
  it('take turns, prepare each measurement and keep each contender its own samples', async () => {
    const steps: string[] = []
    const contender = (name: string, wall: number) => ({
      name,
      prepare: () => void steps.push(`prepare ${name}`),
      measure: async () => {
        steps.push(`measure ${name}`)
        return { wall, cpu: null }
      },
    })
    const measured = await measureInRounds([contender('a', 1), contender('b', 2)], 2, () => undefined)
    const once = ['prepare a', 'measure a', 'prepare b', 'measure b']
    expect(steps).toEqual([...once, ...once])
    expect(measured.map(({ name, samples }) => [name, samples])).toEqual([
      [
        'a',
        [
          { wall: 1, cpu: null },
          { wall: 1, cpu: null },
        ],
      ],
      [
        'b',
        [
          { wall: 2, cpu: null },
          { wall: 2, cpu: null },
        ],
      ],
    ])
  })

  it('leave out a contender that has been measured as often as it wants', async () => {
    const said: string[] = []
    const slow = { name: 'slow', rounds: 1, measure: async () => ({ amount: 7, unit: 'files' as const }) }
    const quick = { name: 'quick', measure: async () => ({ wall: 1, cpu: null }) }
    const measured = await measureInRounds([slow, quick], 2, (line) => said.push(line))
    expect(measured.map(({ samples }) => samples.length)).toEqual([1, 2])
    expect(said).toEqual(['1/2  7 files  slow', '1/2  1.000 s  quick', '2/2  1.000 s  quick'])
  })

  it('end with the first contender that did not do its work', async () => {
    const broken = { name: 'broken', measure: () => Promise.reject(new Error('exit code 1')) }
    await expect(measureInRounds([broken], 1, () => undefined)).rejects.toThrow('exit code 1')
  })
})
