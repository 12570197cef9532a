import { condense } from './condense'

const samples = (...walls: number[]) => walls.map((wall) => ({ wall, cpu: wall / 2 }))

describe('figures', () => {
  it('are medians, the range, and the ratio of medians with its verdict', () => {
    const [ours, floor] = condense([
      { name: 'ours', against: { name: 'floor', goal: 1.3 }, samples: samples(3, 9, 2.4) },
      { name: 'floor', samples: samples(2, 2, 8) },
    ])
    expect(ours).toMatchObject({
      unit: 'seconds',
      value: 3,
      cpu: 1.5,
      range: [2.4, 9],
      ratios: [{ to: 'floor', value: 1.5, cpu: 1.5, goal: 1.3, met: false }],
    })
    expect(floor).toMatchObject({ value: 2, ratios: [] })
  })

  it('compare with several others, and meet a goal at exactly its value', () => {
    const [exact] = condense([
      { name: 'exact', against: [{ name: 'base', goal: 2 }, { name: 'other' }], samples: samples(4) },
      { name: 'base', samples: samples(2) },
      { name: 'other', samples: samples(1) },
    ])
    expect(exact!.ratios).toEqual([
      { to: 'base', value: 2, cpu: 2, goal: 2, met: true },
      { to: 'other', value: 4, cpu: 4 },
    ])
  })

  it('can be amounts, which take no CPU time', () => {
    const bytes = (...amounts: number[]) => amounts.map((amount) => ({ amount, unit: 'bytes' as const }))
    const [many] = condense([
      { name: 'many', against: { name: 'few' }, samples: bytes(300, 100, 200) },
      { name: 'few', samples: bytes(100) },
    ])
    expect(many).toMatchObject({ unit: 'bytes', value: 200, range: [100, 300], cpu: null })
    expect(many!.ratios).toEqual([{ to: 'few', value: 2, cpu: null }])
  })

  it('tell no CPU time, nor a ratio of it, when one sample has none', () => {
    const [a, b] = condense([
      { name: 'a', against: { name: 'b' }, samples: [...samples(1), { wall: 1, cpu: null }] },
      { name: 'b', samples: samples(1) },
    ])
    expect([a!.cpu, a!.ratios[0]!.cpu, b!.cpu]).toEqual([null, null, 0.5])
  })

  it('are refused for a comparison with what was not measured, or is in another unit', () => {
    const against = { name: 'b' }
    expect(() => condense([{ name: 'a', against, samples: samples(1) }])).toThrow(
      "no contender in seconds is named 'b': a",
    )
    expect(() =>
      condense([
        { name: 'a', against, samples: samples(1) },
        { name: 'b', samples: [{ amount: 1, unit: 'files' }] },
      ]),
    ).toThrow("no contender in seconds is named 'b': a, b")
  })
})
