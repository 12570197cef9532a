import type { Answer } from './answer'
import { condense } from './condense'
import { formatReport } from './markdown'

const machine = { cores: '2', CPU: 'a CPU', memory: '8 GiB', system: 'linux x64', Node: 'v20.0.0', Nx: '24.0.0' }

describe('the page of the benchmarks', () => {
  const answer: Answer = {
    question: 'done',
    n: 100,
    title: '100 runs, all done',
    command: 'npm run bench -- --only done --n 100',
    busy: 0.2,
    rows: condense([
      {
        name: 'bocas',
        against: [{ name: 'a | b', goal: 1.2 }, { name: 'other' }],
        samples: [
          { wall: 1, cpu: 2 },
          { wall: 3, cpu: 2 },
        ],
      },
      { name: 'a | b', samples: [{ wall: 4, cpu: null }] },
      { name: 'other', samples: [{ wall: 1, cpu: 1 }] },
    ]),
    notes: ['a note'],
  }
  const { busy: _, ...older } = answer
  const page = formatReport({ machine, answers: [answer, { ...answer, title: 'again', busy: 3.21 }, older] })
  const rows = page.split('\n').filter((line) => line.startsWith('|'))
  const cells = (row: string) => row.split(/ *(?<!\\)\| */).slice(1, -1)

  it('has one table of all answers, all lines of one width', () => {
    expect(rows).toHaveLength(2 + 3 * 3)
    expect(new Set(rows.map((row) => row.length)).size).toBe(1)
    expect(cells(rows[2]!)).toEqual([
      '100 runs, all done [1]',
      'bocas',
      '2.00 s',
      '1.00 s – 3.00 s',
      '2.00 s',
      '0.50× of a \\| b, ≤ 1.2× met<br>2.00× (CPU 2.00×) of other',
      '2',
    ])
    expect(cells(rows[3]!)).toEqual(['', 'a \\| b', '4.00 s', '', '', '', '1'])
  })

  it('says what prints each answer, what a reader must know, and on what kind of machine it was', () => {
    expect(page).toContain('\n[1] `npm run bench -- --only done --n 100`\n\n- a note\n')
    expect(page).toContain('Machine: cores 2 · CPU a CPU · memory 8 GiB · system linux x64 · Node v20.0.0 · Nx 24.0.0.')
  })

  it('says when the machine was busy with other things', () => {
    expect(cells(rows[5]!)[0]).toBe('again (3.2 cores busy with other things) [2]')
  })

  it('says what was measured before releases were', () => {
    expect(cells(rows[8]!)[0]).toBe('100 runs, all done (older: packages loaded from their sources) [3]')
  })
})
