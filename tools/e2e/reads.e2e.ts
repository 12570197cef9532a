import { symlinkSync } from 'node:fs'
import { executed, successful } from './rig/reports'
import { Rig } from './rig/rig'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

/** Reads a file by a path of which the code does not say which file it is. */
const reads = (folder: string, name: string): string =>
  `Number(readFileSync([${folder}, ...${JSON.stringify(name.split('/'))}].join('/'), 'utf8'))`
const FS = `import { readFileSync } from 'node:fs'`

describe('a file that a run reads', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2]) }'),
      'tasks/alpha/run.ts': runTs({
        imports: `${FS}\nimport { bias } from '../../library/bias'`,
        returns: `{ score: ${reads('import.meta.dirname', 'params.json')} * config.lr + bias() }`,
      }),
      'tasks/alpha/params.json': '1',
      'library/bias.ts': `${FS}\nexport const bias = () => ${reads('import.meta.dirname', 'bias.txt')}\n`,
      'library/bias.txt': '0',
      'tasks/beta/sweep.ts': sweepTs('{ lr: 1 }'),
      // Here the code says which files it reads.
      'tasks/beta/run.ts': runTs({
        imports: `${FS}\nimport { offset } from '../../library/offset'`,
        returns: `{ score: Number(readFileSync(new URL('./plain.txt', import.meta.url), 'utf8')) + offset() }`,
      }),
      'tasks/beta/plain.txt': '1',
      'library/offset.ts': `${FS}\nimport { join } from 'node:path'\nexport const offset = () => Number(readFileSync(join(__dirname, 'offset.txt'), 'utf8'))\n`,
      'library/offset.txt': '2',
    })
  })
  afterAll(() => rig.dispose())

  it('and does not declare fails it, with each place and the one line to write, and nothing is kept', async () => {
    const { code, output } = await rig.nx('run-many -t experiment')
    expect(code).not.toBe(0)
    expect(output).toMatch(
      /the run read tasks\/alpha\/params\.json, which is not in the run key \(tasks\/alpha\/run\.ts:\d+:\d+\)/,
    )
    expect(output).toMatch(/the run read library\/bias\.txt, which is not in the run key \(library\/bias\.ts:2:\d+\)/)
    expect(output).toContain(
      `→ declare what it reads: in tasks/alpha/sweep.ts, defineSweep({ … }, { data: ['../../library/bias.txt', 'params.json'] })`,
    )
    expect(output).toContain('alpha, beta: 3 runs · 1 trained · 2 failed')
    expect(rig.list('paper/artifacts/alpha')).toEqual([])
    expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2', 'beta lr=1'])
  })

  it('and declares trains its runs anew when it is edited, and none when it is not', async () => {
    rig.write({
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2]) }', `{ data: ['../../library/bias.txt', 'params.json'] }`),
    })
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2'])
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual([])
    rig.write({ 'library/bias.txt': '5' })
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2'])
    expect(rig.read('paper/artifacts/alpha/lr=2/result.json')).toContain('7')
  })

  it.each(['tasks/beta/plain.txt', 'library/offset.txt'])(
    'and names plainly needs no declaration: %s',
    async (file) => {
      rig.write({ [file]: '40' })
      successful(await rig.nx('run-many -t experiment'))
      expect(rig.executions()).toEqual(['beta lr=1'])
      successful(await rig.nx('run-many -t experiment'))
      expect(rig.executions()).toEqual([])
      const [run] = rig.list('paper/artifacts/beta')
      expect(rig.read(`paper/artifacts/beta/${run}/result.json`)).toContain(file.startsWith('tasks') ? '42' : '80')
    },
  )
})

/** The same with the daemon of Nx off and on: it keeps the graph, in which the digests of declared data are. */
describe.each(['false', 'true'])('a file that figures read, with NX_DAEMON=%s,', (daemon) => {
  const draws = (options: string, value: string): string => `${FS}
import { defineFigures } from '@bocas/figures'
export default defineFigures(({ runs, fact, input }) => {
  void input
  fact('n', { label: 'v' + ${value}, runs: runs.map(({ task, name }) => task + '/' + name) })
}${options})
`
  let rig: Rig
  beforeAll(async () => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ lr: 1 }'),
        'tasks/alpha/run.ts': runTs(),
        'tasks/alpha/figures.ts': draws('', reads('import.meta.dirname', 'notes.txt')),
        'tasks/alpha/notes.txt': '3',
        'tasks/beta/sweep.ts': sweepTs('{ lr: 1 }'),
        'tasks/beta/run.ts': runTs(),
        'tasks/beta/figures.ts': figuresTs('lr'),
        'paper/main.md': '# Paper\n',
        'paper/figures.ts': draws('', reads('import.meta.dirname', '../notes/all.txt')),
      },
      { env: { NX_DAEMON: daemon } },
    )
    rig.append('.gitignore', 'notes/\n')
    rig.write({ 'notes/all.txt': '4' })
    rig.commit()
  })
  afterAll(async () => {
    await rig.nx('daemon --stop')
    await rig.dispose()
  })
  const figures = async (): Promise<string[]> =>
    executed(successful(await settled(() => rig.nx('run-many -t figures'))), 'figures')
  const shown = (task: string): string =>
    (JSON.parse(rig.read(`paper/facts/${task}.json`)) as { facts: { n: { text: string } } }).facts.n.text

  it('and do not declare fails them, with the line to write, and nothing is written', async () => {
    const { code, output } = await settled(() => rig.nx('run-many -t figures'))
    expect(code).not.toBe(0)
    expect(output).toMatch(
      /✖ the figures read tasks\/alpha\/notes\.txt, which is not in the inputs of the figures \(tasks\/alpha\/figures\.ts:\d+:\d+\)/,
    )
    expect(output).toContain(
      `→ declare what it reads: in tasks/alpha/figures.ts, defineFigures(…, { data: ['notes.txt'] })`,
    )
    expect(output).toContain(
      `→ declare what it reads: in paper/figures.ts, defineFigures(…, { data: ['../notes/all.txt'] })`,
    )
    expect(rig.list('paper/facts')).toEqual(['beta.json'])
  })

  it.each(['alpha', 'paper'])('and declare draws those of %s anew when it is edited, and only them', async (which) => {
    rig.write({
      'tasks/alpha/figures.ts': draws(`, { data: ['notes.txt'] }`, `Number(readFileSync(input('notes.txt'), 'utf8'))`),
      'paper/figures.ts': draws(`, { data: ['../notes'] }`, `Number(readFileSync(input('../notes/all.txt'), 'utf8'))`),
    })
    await figures()
    expect(await figures()).toEqual([])
    const file = which === 'alpha' ? 'tasks/alpha/notes.txt' : 'notes/all.txt'
    rig.write({ [file]: '11' })
    expect(await figures()).toEqual([`${which}:figures`])
    expect(shown(which)).toBe('v11')
    expect(await figures()).toEqual([])
  })

  it('names data that is misspelt, data that is computed, and what input was asked for without a declaration', async () => {
    rig.write({
      'tasks/alpha/figures.ts': draws(`, { data: ['nots.txt'] }`, '1'),
      'tasks/beta/figures.ts': draws(`, { data: process.env.FILES?.split(',') ?? [] }`, '1'),
      'paper/figures.ts': draws(`, { data: ['../notes/all.txt'] }`, `Number(readFileSync(input('more.txt'), 'utf8'))`),
    })
    const { code, output } = await settled(() => rig.nx('run-many -t figures'))
    expect(code).not.toBe(0)
    expect(output).toContain(`✖ data 'nots.txt' matches no file`)
    expect(output).toContain('✖ the data of figures is computed (`process.env.FILES?.split(",")??[]`)')
    expect(output).toContain(
      `✖ data 'more.txt' is not declared, so the figures would not be drawn anew when it changes`,
    )
    expect(output).toContain(`→ defineFigures(…, { data: ['../notes/all.txt', 'more.txt'] })`)
  })

  /** Gives the daemon's watcher, which nothing can be asked of, the time in which a person would type the command. */
  async function settled<T>(call: () => Promise<T>): Promise<T> {
    if (daemon === 'true') await new Promise((resolve) => setTimeout(resolve, 1500))
    return call()
  }
})

describe('a file of a package of the workspace that a run asks for by the name of the package', () => {
  const DATA = `{ data: ['../../packages/words/bias.txt'] }`
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      'packages/words/package.json': '{ "name": "@own/words", "version": "1.0.0" }',
      'packages/words/bias.txt': '1',
      'node_modules/@own/.keep': '',
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2]) }'),
      'tasks/alpha/run.ts': runTs({
        imports: FS,
        returns: `{ score: config.lr + Number(readFileSync(require.resolve('@own/words/bias.txt'), 'utf8')) }`,
      }),
    })
    symlinkSync('../../packages/words', rig.path('node_modules/@own/words'))
  })
  afterAll(() => rig.dispose())

  it('fails it like any other that is not declared', async () => {
    const { code, output } = await rig.nx('run-many -t experiment')
    expect(code).not.toBe(0)
    expect(output).toContain('the run read packages/words/bias.txt, which is not in the run key')
    expect(output).toContain(`defineSweep({ … }, ${DATA})`)
    expect(rig.list('paper/artifacts/alpha')).toEqual([])
    expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2'])
  })

  it('is in the key of its runs when it is declared', async () => {
    rig.write({ 'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2]) }', DATA) })
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2'])
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual([])
    rig.write({ 'packages/words/bias.txt': '5' })
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2'])
  })
})
