import { turns } from './turns'

/** Keeps the event loop busy. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

describe('turns', () => {
  it('are taken only when there was none for so long', async () => {
    const turn = turns(20)
    expect(turn()).toBeUndefined()
    work(25)
    await expect(turn()).resolves.toBeUndefined()
    expect(turn()).toBeUndefined()
  })

  it('let a timer come to its turn during work that waits for nothing', async () => {
    const turn = turns(5)
    let isThrough = false
    setTimeout(() => (isThrough = true), 1)
    let looks = 0
    for (; !isThrough && looks < 1_000; looks++) {
      work(1)
      await turn()
    }
    expect(isThrough).toBe(true)
    expect(looks).toBeLessThan(100)
  })
})
