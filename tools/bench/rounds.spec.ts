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
    expect(measured.map(({ name, samples }) => [name, samples.map(({ wall }) => wall)])).toEqual([
      ['a', [1, 1]],
      ['b', [2, 2]],
    ])
  })

  it('end with the first contender that did not do its work', async () => {
    const broken = { name: 'broken', measure: () => Promise.reject(new Error('exit code 1')) }
    await expect(measureInRounds([broken], 1, () => undefined)).rejects.toThrow('exit code 1')
  })
})
