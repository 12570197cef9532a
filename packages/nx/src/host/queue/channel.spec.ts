import { setTimeout as sleep } from 'node:timers/promises'
import { channel } from './channel'

describe('a channel', () => {
  it('hands over values in their order, those that were there before and those that come later', async () => {
    const values = channel<number>()
    values.put(1)
    const first = await values.take()
    const second = values.take()
    values.put(2)
    values.put(3)
    expect([first, await second, await values.take()]).toEqual([1, 2, 3])
  })

  it('lets the one who takes wait until all is put that comes at once', async () => {
    const values = channel<string>()
    const said: string[] = []
    const taking = (async () => {
      for (let count = 0; count < 3; count++) said.push(await values.take())
    })()
    for (const value of ['a', 'b', 'c']) {
      await Promise.resolve()
      values.put(value)
      said.push(`put ${value}`)
    }
    await taking
    expect(said).toEqual(['put a', 'put b', 'put c', 'a', 'b', 'c'])
  })

  it('gives nothing that is not there', async () => {
    const values = channel<number>()
    let taken: number | undefined
    const taking = values.take().then((value) => (taken = value))
    await sleep(20)
    expect(taken).toBeUndefined()
    values.put(7)
    await taking
    expect(taken).toBe(7)
  })
})
