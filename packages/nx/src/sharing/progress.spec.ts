import { progressOf } from './progress'

const mb = 1_000_000

describe('progress of a transfer', () => {
  it('is a line for each tenth where there is no terminal', () => {
    const lines: string[] = []
    const progress = progressOf({ line: (text) => lines.push(text) }, 'pulled', { count: 100, bytes: 100 * mb })
    for (let index = 0; index < 100; index++) progress.step(mb)
    progress.end()
    expect(lines).toHaveLength(9)
    expect(lines[0]).toBe('pulled 10 of 100 results, 10.0 MB of 100 MB')
  })

  it('is one line of a terminal with the time that is left, and gone in the end', () => {
    const shown: string[] = []
    let now = 0
    const progress = progressOf(
      { line: () => {}, replace: (text) => shown.push(text) },
      'pushed',
      { count: 4, bytes: 4 * mb },
      () => now,
    )
    for (let index = 0; index < 4; index++) {
      now += 5000
      progress.step(mb)
    }
    progress.end()
    expect(shown).toEqual([
      'pushed 1 of 4 results, 1.0 MB of 4.0 MB, 15 s left',
      'pushed 2 of 4 results, 2.0 MB of 4.0 MB, 10 s left',
      'pushed 3 of 4 results, 3.0 MB of 4.0 MB, 5.0 s left',
      'pushed 4 of 4 results, 4.0 MB of 4.0 MB',
      '',
    ])
  })

  it('is none of nothing, and one of one', () => {
    const lines: string[] = []
    const teller = { line: (text: string) => lines.push(text) }
    progressOf(teller, 'pulled', { count: 0, bytes: 0 }).end()
    const one = progressOf(teller, 'pulled', { count: 1, bytes: 0 })
    one.step(0)
    one.end()
    expect(lines).toEqual([])
  })
})
