import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from './answer'
import { condense } from './condense'
import { formatReport, type Report } from './markdown'

const machine = { cores: '2', CPU: 'a CPU', memory: '8 GiB', system: 'linux x64', Node: 'v20.0.0', Nx: '24.0.0' }

const cells = (row: string) => row.split(/ *(?<!\\)\| */).slice(1, -1)
const rowsOf = (page: string) => page.split('\n').filter((line) => line.startsWith('|'))

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

  it('has two tables for each answer: what contenders took, and how they compare', () => {
    const rows = rowsOf(page)
    expect(rows).toHaveLength(3 * (5 + 4))
    expect(rows.slice(0, 9).map(cells)).toEqual([
      ['contender', 'median', 'least – most', 'CPU', 'samples'],
      expect.anything(),
      ['bocas', '2.00 s', '1.00 s – 3.00 s', '2.00 s', '2'],
      ['a \\| b', '4.00 s', '', '', '1'],
      ['other', '1.00 s', '', '1.00 s', '1'],
      ['compared', 'with', 'ratio', 'of CPU', 'goal'],
      expect.anything(),
      ['bocas', 'a \\| b', '0.50×', '', '≤ 1.2× met'],
      ['bocas', 'other', '2.00×', '2.00×', ''],
    ])
  })

  it('says what prints each answer, what a reader must know, and on what kind of machine it was', () => {
    expect(page).toContain('\n## 100 runs, all done\n\n`npm run bench -- --only done --n 100`\n')
    expect(page).toContain('\n\n- a note\n')
    expect(page).toContain('Machine: cores 2 · CPU a CPU · memory 8 GiB · system linux x64 · Node v20.0.0 · Nx 24.0.0.')
  })

  it('says when the machine was busy with other things, and what was measured before releases were', () => {
    expect(page.match(/^`npm run.*$/gm)!.map((line) => line.split('` ')[1])).toEqual([
      undefined,
      '(3.2 cores busy with other things)',
      '(older: packages loaded from their sources)',
    ])
  })

  it('leaves out what is empty everywhere', () => {
    const bare: Answer = { ...answer, rows: condense([{ name: 'x', samples: [{ wall: 1, cpu: null }] }]), notes: [] }
    expect(rowsOf(formatReport({ machine, answers: [bare] })).map(cells)).toEqual([
      ['contender', 'median', 'samples'],
      expect.anything(),
      ['x', '1.00 s', '1'],
    ])
  })

  it('has no cell and no line of a table that is too long to read', () => {
    const { machine: own, answers } = JSON.parse(
      readFileSync(join(__dirname, '..', '..', 'docs', 'benchmarks.json'), 'utf8'),
    ) as Report
    const rows = rowsOf(formatReport({ machine: own, answers }))
    expect(Math.max(...rows.flatMap(cells).map((cell) => cell.length))).toBeLessThanOrEqual(80)
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(160)
  })
})
