import { setTimeout as sleep } from 'node:timers/promises'
import { queue } from './queue'

const kindOf = (item: string): string => item[0]!

describe('a queue', () => {
  it('hands out everything in order, then says that nothing is left', async () => {
    const waiting = queue(['a1', 'a2', 'b1'], kindOf, () => undefined)
    expect([await waiting.take(), await waiting.take(), await waiting.take(), await waiting.take()]).toEqual([
      'a1',
      'a2',
      'b1',
      undefined,
    ])
  })

  it('passes over a kind of which enough are under way', async () => {
    const waiting = queue(['a1', 'a2', 'b1'], kindOf, (item) => (kindOf(item) === 'a' ? 1 : undefined))
    expect([await waiting.take(), await waiting.take()]).toEqual(['a1', 'b1'])
    waiting.done('a1')
    expect(await waiting.take()).toBe('a2')
  })

  it('waits when all that is left must wait', async () => {
    const waiting = queue(['a1', 'a2'], kindOf, () => 1)
    expect(await waiting.take()).toBe('a1')
    const taken: unknown[] = []
    const taking = [waiting.take(), waiting.take()].map((next) => next.then((item) => taken.push(item)))
    await sleep(20)
    expect(taken).toEqual([])
    waiting.done('a1')
    await sleep(20)
    expect(taken).toEqual(['a2', undefined])
    await Promise.all(taking)
  })

  it('hands out what was put back after the others of its kind, when one is done or after a pause', async () => {
    const waiting = queue(['a1', 'a2', 'b1'], kindOf, () => undefined)
    expect(await waiting.take()).toBe('a1')
    waiting.putBack('a1')
    expect([await waiting.take(), await waiting.take()]).toEqual(['a2', 'b1'])
    waiting.putBack('a2')
    const next = waiting.take()
    const first = await Promise.race([next, sleep(20, 'waits')])
    expect(first).toBe('waits')
    waiting.done('b1')
    expect(await next).toBe('a1')
    waiting.putBack('a1')
    expect([await waiting.take(), await waiting.take()]).toEqual(['a2', 'a1'])
    expect(await waiting.take()).toBeUndefined()
  })

  it('does not count what was put back as under way', async () => {
    const waiting = queue(['a1', 'a2'], kindOf, () => 1)
    expect(await waiting.take()).toBe('a1')
    waiting.putBack('a1')
    expect(await waiting.take()).toBe('a2')
  })
})

describe('an item that is not ready', () => {
  it('is passed over, and handed out when it has become ready and something is done', async () => {
    const open = new Set(['a'])
    const all = queue(
      ['b after a', 'a', 'c'],
      () => 'kind',
      () => undefined,
      (item) => !item.endsWith('after a') || !open.has('a'),
    )
    expect([await all.take(), await all.take()]).toEqual(['a', 'c'])
    const last = all.take()
    let handed = false
    void last.then(() => (handed = true))
    all.done('c')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(handed).toBe(false)
    open.clear()
    all.done('a')
    expect(await last).toBe('b after a')
    expect(await all.take()).toBeUndefined()
  })
})
