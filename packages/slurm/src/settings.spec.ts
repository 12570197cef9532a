import { chunksOf, settingsOf } from './settings'
import { request } from './test-requests'

describe('what a job gets', () => {
  it('is what its run asks for, with room for what watches it, else what is configured', () => {
    const configuration = { time: '1:00:00', memory: '4G', cpus: 2, gpus: 'a100:1', partition: 'gpu' }
    expect(settingsOf(request('a', { configuration }))).toMatchObject({
      time: 3600,
      memory: 4096,
      cpus: 2,
      gpus: { type: 'a100', count: 1 },
      partition: 'gpu',
    })
    const resources = { cpus: 8, gpus: 2, memory: 2 ** 30, seconds: 600 }
    expect(settingsOf(request('a', { configuration, resources }))).toMatchObject({
      time: 720,
      memory: 1280,
      cpus: 8,
      gpus: { type: 'a100', count: 2 },
    })
    // What nothing asks for is not there at all: settings are compared as they are.
    expect(settingsOf(request('a'))).toStrictEqual({
      modules: [],
      setup: [],
      flags: [],
      notice: 120,
      requeue: true,
      successors: 20,
    })
  })

  it('is no more time than is configured: a run that takes longer goes on in the next job', () => {
    const configuration = { time: '1:00:00' }
    expect(settingsOf(request('a', { configuration, resources: { seconds: 86_400 } })).time).toBe(3600)
    expect(settingsOf(request('a', { configuration: { time: 'UNLIMITED' } })).time).toBeUndefined()
  })

  it.each([
    [0.5, 1],
    [1, 1],
    [1.5, 2],
  ])('is whole GPUs: %s are %s', (gpus, count) =>
    expect(settingsOf(request('a', { resources: { gpus } })).gpus).toEqual({ count }),
  )

  it('grows with each attempt, where that is configured', () => {
    const configuration = { time: '10', memory: '100M', retry: { memory: 2, time: 1.5 } }
    const of = (attempt: number) => {
      const { time, memory } = settingsOf(request('a', { configuration, attempt }))
      return [time, memory]
    }
    expect([of(1), of(2), of(3)]).toEqual([
      [600, 100],
      [900, 200],
      [1350, 400],
    ])
  })
})

describe('arrays', () => {
  const sizes = (all: Parameters<typeof chunksOf>[0], most: number) =>
    chunksOf(all, most).map(({ requests }) => requests.map(({ name }) => name).join(''))

  it('are of equal settings, in the order of the requests', () => {
    const big = { configuration: { memory: '8G' } }
    expect(sizes([request('a'), request('b', big), request('c'), request('d', big)], 10)).toEqual(['ac', 'bd'])
    expect(sizes([request('a'), request('b', { configuration: {}, resources: {} })], 10)).toEqual(['ab'])
  })

  it.each([
    [1, ['a', 'b', 'c', 'd', 'e']],
    [2, ['ab', 'cd', 'e']],
    [5, ['abcde']],
    [Infinity, ['abcde']],
  ])('are of at most %s', (most, expected) =>
    expect(
      sizes(
        'abcde'.split('').map((name) => request(name)),
        most,
      ),
    ).toEqual(expected),
  )

  it('are none of none', () => expect(sizes([], 3)).toEqual([]))
})
