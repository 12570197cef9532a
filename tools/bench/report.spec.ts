import { condense, duration, formatRows } from './report'

const samples = (...walls: number[]) => walls.map((wall) => ({ wall, cpu: wall / 2 }))

describe('the report', () => {
  it('gives medians, the range, and the ratio of medians with its verdict', () => {
    const [ours, floor] = condense([
      { name: 'ours', against: { name: 'floor', goal: 1.3 }, samples: samples(3, 9, 2.4) },
      { name: 'floor', samples: samples(2, 2, 8) },
    ])
    expect(ours).toMatchObject({
      wall: 3,
      cpu: 1.5,
      range: [2.4, 9],
      ratio: { to: 'floor', wall: 1.5, cpu: 1.5, goal: 1.3, met: false },
    })
    expect(floor).not.toHaveProperty('ratio')
  })

  it('says that a goal is met at exactly its value, and nothing where none is set', () => {
    const [exact, free] = condense([
      { name: 'exact', against: { name: 'base', goal: 2 }, samples: samples(4) },
      { name: 'free', against: { name: 'base' }, samples: samples(4) },
      { name: 'base', samples: samples(2) },
    ])
    expect(exact!.ratio).toMatchObject({ wall: 2, met: true })
    expect(free!.ratio).toEqual({ to: 'base', wall: 2, cpu: 2 })
  })

  it('tells no CPU time, nor a ratio of it, when one sample has none', () => {
    const [a, b] = condense([
      { name: 'a', against: { name: 'b' }, samples: [...samples(1), { wall: 1, cpu: null }] },
      { name: 'b', samples: samples(1) },
    ])
    expect([a!.cpu, a!.ratio!.cpu, b!.cpu]).toEqual([null, null, 0.5])
    expect(formatRows([a!])).toMatch(/1\.00 s +— +1\.00× +— +b$/)
  })

  it('refuses to compare with a contender that was not measured', () => {
    expect(() => condense([{ name: 'a', against: { name: 'b' }, samples: samples(1) }])).toThrow(
      "no contender is named 'b': a",
    )
  })

  it('is a table that a person can read', () => {
    const rows = condense([
      { name: 'ours', against: { name: 'floor', goal: 2 }, samples: samples(3) },
      { name: 'floor', samples: samples(2) },
    ])
    expect(formatRows(rows).split('\n')).toEqual([
      '         wall     least – most     CPU  wall ratio  CPU ratio  to     goal',
      '─────  ──────  ───────────────  ──────  ──────────  ─────────  ─────  ────────',
      'ours   3.00 s  3.00 s – 3.00 s  1.50 s       1.50×      1.50×  floor  ≤ 2× met',
      'floor  2.00 s  2.00 s – 2.00 s  1.00 s',
    ])
  })
})

describe('a duration', () => {
  it.each([
    [0.00123, '1.2 ms'],
    [0.0834, '83 ms'],
    [0.9996, '1.00 s'],
    [4.254, '4.25 s'],
    [61.26, '61.3 s'],
  ])('of %p s reads %p', (seconds, text) => expect(duration(seconds)).toBe(text))
})
