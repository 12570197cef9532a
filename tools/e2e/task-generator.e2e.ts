import { Rig } from './rig/rig'

jest.setTimeout(300_000)

describe('nx g @bocas/nx:task', () => {
  let rig: Rig
  beforeAll(() => {
    const dependencies = { '@bocas/figures': '*', bocas: '*' }
    rig = Rig.create({ 'package.json': JSON.stringify({ name: 'e2e', version: '0.0.0', private: true, dependencies }) })
  })
  afterAll(() => rig.dispose())

  it('shows what it would create when asked for that, and creates nothing', async () => {
    const { code, output } = await rig.nx('g @bocas/nx:task moons --dry-run')
    expect(output).toMatch(
      /CREATE tasks\/moons\/figures\.ts\nCREATE tasks\/moons\/run\.ts\nCREATE tasks\/moons\/sweep\.ts/,
    )
    expect(output).not.toMatch(/UPDATE|nx run moons/)
    expect([code, rig.list('tasks')]).toEqual([0, []])
  })

  it('creates a task whose runs execute untouched', async () => {
    const created = await rig.nx('g @bocas/nx:task moons')
    expect(created.output).toContain('nx run moons:figures ')
    expect([created.code, rig.list('tasks/moons')]).toEqual([0, ['figures.ts', 'run.ts', 'sweep.ts']])

    const executed = await rig.nx('run moons:experiment')
    expect(executed.output).toMatch(/20 trained(.|\n)*Successfully ran target experiment/)
    expect(rig.list('paper/artifacts/moons')).toHaveLength(20)
  })

  it('creates figures that draw untouched', async () => {
    const drawn = await rig.nx('run moons:figures')
    expect(drawn.output).toMatch(/Successfully ran target figures/)
    expect(drawn.output).not.toMatch(/ trained/)
    expect(rig.list('paper/figures/moons')).toEqual([
      'learning.alt.txt',
      'learning.csv',
      'learning.pdf',
      'learning.png',
      'learning.svg',
    ])
    expect(rig.list('paper/tables/moons')).toEqual([
      'accuracy.csv',
      'accuracy.html',
      'accuracy.md',
      'accuracy.tex',
      'accuracy.typ',
    ])
    const { facts } = JSON.parse(rig.read('paper/facts/moons.json')) as {
      facts: Record<string, { mean: number; n: number }>
    }
    expect(Object.keys(facts)).toEqual(['bumps.accuracy', 'line.accuracy'])
    // Two moons interleave: no straight line can part them.
    expect(facts['line.accuracy']).toMatchObject({ n: 5, mean: expect.closeTo(0.86, 1) as number })
    expect(facts['bumps.accuracy']!.mean).toBeGreaterThan(facts['line.accuracy']!.mean + 0.05)
  })

  it('overwrites nothing: it lists what is there', async () => {
    rig.append('tasks/moons/run.ts', '// mine\n')
    const { code, output } = await rig.nx('g @bocas/nx:task moons')
    expect(output).toContain('✖ the name "moons" is taken: there is a project moons')
    expect(output).toMatch(
      /✖ tasks\/moons holds files already, and nothing is overwritten\n +tasks\/moons\/figures\.ts\n/,
    )
    expect(code).not.toBe(0)
    expect(rig.read('tasks/moons/run.ts')).toMatch(/\/\/ mine\n$/)
  })
})
