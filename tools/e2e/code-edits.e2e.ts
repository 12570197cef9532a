import { rmSync } from 'node:fs'
import { consequences, shownRuns } from './rig/edits'
import { successful } from './rig/reports'
import { NX_JSON, Rig } from './rig/rig'
import { bytesBelow } from './rig/store'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

const factor = (name: string, version: string, value: number) => ({
  name,
  version,
  code: `exports.factor = ${value}\n`,
})

/** What the two tasks share and what only one of them uses: files of `library/` and npm packages. */
describe('code that is edited', () => {
  let rig: Rig

  beforeAll(() => {
    rig = Rig.create(
      {
        // As docs/ci.md says.
        'nx.json': JSON.stringify({
          ...NX_JSON,
          pluginsConfig: { '@nx/js': { projectsAffectedByDependencyUpdates: 'auto' } },
        }),
        'library/project.json': '{ "name": "library" }\n',
        'library/scale.ts': "import { unit } from './unit'\nexport const scale = (x: number): number => x * unit\n",
        'library/unit.ts': 'export const unit = 100\n',
        'library/own.ts': 'export const own = 1\n',
        'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]) }'),
        'tasks/alpha/run.ts': runTs({
          imports:
            "import { factor } from 'used'\nimport { scale } from '../../library/scale'\nimport { own } from '../../library/own'",
          returns: '{ score: scale(config.lr) * own * factor }',
        }),
        'tasks/alpha/figures.ts': figuresTs('lr'),
        'tasks/beta/sweep.ts': sweepTs('{ lr: 1 }'),
        'tasks/beta/run.ts': runTs({
          imports: "import { scale } from '../../library/scale'",
          returns: '{ score: scale(config.lr) }',
        }),
        'tasks/beta/figures.ts': figuresTs('lr'),
      },
      { packages: [factor('used', '1.0.0', 1), factor('unrelated', '1.0.0', 1)] },
    )
  })
  afterAll(() => rig.dispose())

  const ALPHA = ['alpha lr=0.1', 'alpha lr=0.2']
  const BETA = ['beta lr=1']

  it('executes all runs on the first call', async () => {
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual([...ALPHA, ...BETA])
  })

  it('executes no run when figures.ts is edited, and draws anew', async () => {
    rig.edit('tasks/alpha/figures.ts', "'scores'", "'points'")
    expect(await consequences(rig)).toEqual({ affected: ['alpha'], runs: [], drawn: ['alpha:figures'] })
    expect(rig.list('paper/tables/alpha')).toContain('points.csv')
    expect(rig.list('paper/tables/alpha')).not.toContain('scores.csv')
  })

  it('executes nothing for a comment, a type or white space in run.ts, and draws nothing anew', async () => {
    rig.edit('tasks/alpha/run.ts', "count('start')", "// from here on it counts\n\n  count('start' as string)")
    expect(await consequences(rig)).toEqual({ affected: ['alpha'], runs: [], drawn: [] })
  })

  it('executes the runs of its task for code in run.ts', async () => {
    rig.edit('tasks/alpha/run.ts', '* own * factor', '* own * factor + 1')
    expect(await consequences(rig)).toEqual({ affected: ['alpha'], runs: ALPHA, drawn: ['alpha:figures'] })
  })

  it('executes none when the code in run.ts is changed back', async () => {
    rig.edit('tasks/alpha/run.ts', '* own * factor + 1', '* own * factor')
    expect(await consequences(rig)).toMatchObject({ affected: ['alpha'], runs: [] })
  })

  it('executes the runs whose closure holds a library file, and no others, for code in it', async () => {
    rig.edit('library/own.ts', '= 1', '= 2')
    expect(await consequences(rig)).toEqual({ affected: ['alpha'], runs: ALPHA, drawn: ['alpha:figures'] })
  })

  it('executes the runs of all tasks whose closure holds a library file by way of another', async () => {
    rig.edit('library/unit.ts', '100', '1000')
    expect(await consequences(rig)).toEqual({
      affected: ['alpha', 'beta'],
      runs: [...ALPHA, ...BETA],
      drawn: ['alpha:figures', 'beta:figures'],
    })
  })

  it('executes nothing for a comment in a library file, and for a new one that nobody imports', async () => {
    rig.append('library/unit.ts', '// as in the paper\n')
    rig.write({ 'library/later.ts': 'export const later = 1\n' })
    expect(await consequences(rig)).toEqual({ affected: ['alpha', 'beta'], runs: [], drawn: [] })
  })

  it('executes nothing when an unrelated npm package is bumped', async () => {
    rig.install(factor('unrelated', '2.0.0', 5))
    expect(await consequences(rig)).toMatchObject({ runs: [], drawn: [] })
  })

  it('executes the users of an npm package that is bumped, and no others', async () => {
    rig.install(factor('used', '1.1.0', 3))
    expect(await consequences(rig)).toEqual({ affected: ['alpha'], runs: ALPHA, drawn: ['alpha:figures'] })
  })

  it('executes the users of an npm package when one that it needs is bumped', async () => {
    rig.install(factor('inner', '1.0.0', 7))
    rig.install({
      name: 'used',
      version: '1.2.0',
      code: "module.exports = require('inner')\n",
      dependencies: { inner: '*' },
    })
    expect(await consequences(rig)).toEqual({ affected: ['alpha'], runs: ALPHA, drawn: ['alpha:figures'] })
    rig.install(factor('inner', '1.0.1', 8))
    expect(await consequences(rig)).toEqual({ affected: ['alpha'], runs: ALPHA, drawn: ['alpha:figures'] })
  })

  it('refuses to execute when what is installed is not what the lockfile says', async () => {
    rig.write({ 'node_modules/inner/package.json': '{ "name": "inner", "version": "9.9.9", "main": "index.js" }' })
    rig.edit('tasks/alpha/run.ts', '* own * factor', '* own * factor + 2')
    const { code, output } = await rig.nx('run-many -t experiment -p alpha')
    expect(code).not.toBe(0)
    expect(output).toContain('node_modules/inner is 9.9.9, the lockfile says 1.0.1')
    expect(rig.executions()).toEqual([])
    rig.edit('tasks/alpha/run.ts', '* own * factor + 2', '* own * factor')
    rig.install(factor('inner', '1.0.1', 8))
  })

  it('executes nothing after nx reset, nor when the cache of Nx and all that it made are deleted', async () => {
    const paper = bytesBelow(rig.path('paper'))
    successful(await rig.nx('reset'))
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual([])
    rmSync(rig.places.nxCache, { recursive: true, force: true })
    rig.remove('.nx')
    rig.remove('paper')
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual([])
    expect(bytesBelow(rig.path('paper'))).toEqual(paper)
    expect(shownRuns(rig, 'alpha')).toEqual(['lr=0.1', 'lr=0.2'])
  })

  it('executes nothing when its own store is deleted as long as the results are shown in paper/artifacts', async () => {
    rig.remove('.bocas')
    rmSync(rig.places.nxCache, { recursive: true, force: true })
    rig.remove('.nx')
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual([])
  })

  it('says what is wrong with a run whose import path is computed, instead of being blind to it', async () => {
    rig.write({ 'library/hidden.ts': 'export const hidden = 1\n' })
    rig.edit(
      'tasks/beta/run.ts',
      "count('start')",
      "count('start')\n  await import([process.cwd(), 'hidden'].join('/'))",
    )
    const { code, output } = await rig.nx('run-many -t experiment')
    expect(code).not.toBe(0)
    expect(output).toContain(
      'tasks/beta/run.ts: the path of `import([process.cwd(),"hidden"].join("/"))` is computed, so what it loads is not in the run key',
    )
    expect(rig.executions()).toEqual([])
  })
})
