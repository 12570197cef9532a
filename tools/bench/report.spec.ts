import { condense } from './condense'
import { formatRows } from './report'

const samples = (...walls: number[]) => walls.map((wall) => ({ wall, cpu: wall / 2 }))

describe('the report', () => {
  it('is a table that a person can read, with a line for each comparison', () => {
    const rows = condense([
      { name: 'ours', against: [{ name: 'floor', goal: 2 }, { name: 'make' }], samples: samples(3) },
      { name: 'floor', samples: samples(2) },
      { name: 'make', samples: [{ wall: 0.5, cpu: null }] },
    ])
    expect(formatRows(rows).split('\n')).toEqual([
      '       median     least – most     CPU  ratio  CPU ratio  to     goal',
      '─────  ──────  ───────────────  ──────  ─────  ─────────  ─────  ────────',
      'ours   3.00 s  3.00 s – 3.00 s  1.50 s  1.50×      1.50×  floor  ≤ 2× met',
      '                                        6.00×          —  make',
      'floor  2.00 s  2.00 s – 2.00 s  1.00 s',
      'make   500 ms  500 ms – 500 ms       —',
    ])
  })
})
