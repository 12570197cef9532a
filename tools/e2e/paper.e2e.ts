import { spawnSync } from 'node:child_process'
import { cpSync, realpathSync, rmSync } from 'node:fs'
import { where } from '../jest/where'
import { editJson } from './rig/install'
import { killOne, SEES_PROCESSES } from './rig/processes'
import { executed, successful } from './rig/reports'
import { Rig } from './rig/rig'
import { bytesBelow } from './rig/store'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

const { it: itWithTex } = where('latexmk')
const itWhereProcessesAreSeen = SEES_PROCESSES ? it : it.skip

const TYPST = `#import "build/bocas.typ": fact, fig, tab

The runs are #fact("alpha.names").
#tab("alpha/scores", caption: [Scores])
`
const LATEX = `\\documentclass{article}
\\input{build/bocas}
\\begin{document}
The runs are \\fact{alpha.names}.
\\begin{table}\\tab{alpha/scores}\\caption{Scores}\\end{table}
\\end{document}
`
const TASK = {
  'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]) }'),
  'tasks/alpha/run.ts': runTs({ returns: '{ score: config.lr * 100, rows: table([{ step: 1, loss: config.lr }]) }' }),
  'tasks/alpha/figures.ts': figuresTs('lr'),
}

describe('the paper', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({ ...TASK, 'paper/main.typ': TYPST })
  })
  afterAll(() => rig.dispose())

  it('is built with all that it shows', async () => {
    const { output } = successful(await rig.nx('run paper:build'))
    expect(rig.executions()).toEqual(['alpha lr=0.1', 'alpha lr=0.2'])
    expect(output).toContain('paper/build/paper.pdf: 1 page')
  })

  itWhereProcessesAreSeen(
    'is watched: built after an edit in about a second, never trained, and ended by SIGINT',
    async () => {
      const watching = rig.start('run paper:watch')
      const builds = (): number => watching.output().match(/paper\/build\/paper\.pdf: /g)?.length ?? 0
      await rig.until('the first build', () => builds() >= 1)
      rig.append('paper/main.typ', '#pagebreak() More.\n')
      await rig.until('the build after the edit', () => builds() >= 2)
      await rig.until('the pages are told', () => watching.output().includes('2 pages'))

      // Code that every run imports: a build would train, a watch must not.
      rig.edit('tasks/alpha/run.ts', '* 100', '* 1000')
      rig.append('paper/main.typ', '#fact("alpha.nmaes")\n')
      // A terminal may pass on one message in several pieces.
      await rig.until('the mistake is told', () =>
        ['unknown fact "alpha.nmaes"', 'did you mean "alpha.names"?'].every((words) =>
          watching.output().includes(words),
        ),
      )
      rig.edit('paper/main.typ', '#fact("alpha.nmaes")\n', '')
      await rig.until('the build after the mistake', () => builds() >= 3)
      rig.edit('tasks/alpha/run.ts', '* 1000', '* 100')
      expect(rig.executions()).toEqual([])

      killOne(watching.pid, 'SIGINT')
      await watching.ended
      await rig.until('all processes end', () => rig.processes().length === 0, 20)
    },
  )

  it('is packed with its sources, the same bytes each time', async () => {
    const { output } = successful(await rig.nx('run paper:arxiv'))
    expect(output).toContain('arXiv does not set Typst')
    expect(rig.list('paper/arxiv/source')).toEqual(['build', 'main.typ', 'tables'])
    const before = bytesBelow(rig.path('paper/arxiv'))
    rig.remove('paper/arxiv')
    successful(await rig.nx('run paper:arxiv --skip-nx-cache'))
    expect(bytesBelow(rig.path('paper/arxiv'))).toEqual(before)
    expect(rig.executions()).toEqual([])
  })

  itWithTex('in LaTeX is built and packed by the same targets', async () => {
    rig.rename('paper/main.typ', 'paper/first.typ')
    rig.write({ 'paper/main.tex': LATEX })
    successful(await rig.nx('run paper:build'))
    successful(await rig.nx('run paper:arxiv'))
    expect(rig.executions()).toEqual([])
    expect(Object.keys(bytesBelow(rig.path('paper/arxiv/source')))).toEqual([
      'build/bocas.tex',
      'main.tex',
      'tables/alpha/scores.tex',
    ])
    const { status } = spawnSync('latexmk', ['-pdf', '-interaction=nonstopmode', 'main.tex'], {
      cwd: rig.path('paper/arxiv/source'),
    })
    expect(status).toBe(0)
    rig.remove('paper/main.tex')
    rig.rename('paper/first.typ', 'paper/main.typ')
  })
})

describe('a sentence that is tied to a claim', () => {
  const FIGURES = `import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, mean, claim }) => {
  claim('high', mean(runs.only({ lr: 0.1 }), 'score'), { atLeast: 15 })
})
`
  const FINDING =
    'the text says what does not hold: claim alpha.high: the mean = 10, claimed ≥ 15 → at paper/main.typ:2:2'
  let rig: Rig
  beforeAll(() => {
    const text = '#import "build/bocas.typ": claim\n#claim("alpha.high")[It is high.]\n'
    rig = Rig.create({ ...TASK, 'tasks/alpha/figures.ts': FIGURES, 'paper/main.typ': text })
  })
  afterAll(() => rig.dispose())

  it('is told by the build, and again when Nx answers from its cache', async () => {
    expect(successful(await rig.nx('run paper:build')).output).toContain(`⚠ ${FINDING}`)
    const again = successful(await rig.nx('run paper:build'))
    expect(executed(again, 'build')).toEqual([])
    expect(again.output).toContain(`⚠ ${FINDING}`)
    expect(again.output).toContain('claimed at tasks/alpha/figures.ts:5:3')
  })

  it('fails a strict build, and none when it holds', async () => {
    const refused = await rig.nx('run paper:build:strict')
    expect(refused.code).not.toBe(0)
    expect(refused.output).toContain(`✖ ${FINDING}`)
    rig.edit('tasks/alpha/figures.ts', 'atLeast: 15', 'atLeast: 5')
    expect(successful(await rig.nx('run paper:build:strict')).output).not.toContain('does not hold')
  })
})

describe('the builder of the paper', () => {
  const BUILDER = 'node_modules/@bocas/paper'
  let rig: Rig
  /** What a call executes: the runs it trains and the papers it builds. */
  const worked = async (): Promise<string[]> => {
    const call = successful(await rig.nx('run-many -t build'))
    return [...rig.executions(), ...executed(call, 'build')]
  }
  beforeAll(async () => {
    rig = Rig.create({ ...TASK, 'paper/main.typ': TYPST })
    // A copy in place of the link: it is updated here, and nowhere else.
    const scope = rig.path('node_modules/@bocas')
    const released = realpathSync(scope)
    rmSync(scope)
    cpSync(released, scope, { recursive: true })
    expect(await worked()).toEqual(['alpha lr=0.1', 'alpha lr=0.2', 'paper:build'])
  })
  afterAll(() => rig.dispose())

  it('may be in no lockfile', async () => {
    editJson<{ packages: Record<string, unknown> }>(rig.path('package-lock.json'), ({ packages }) => {
      delete packages[BUILDER]
    })
    expect(await worked()).toEqual(['paper:build'])
    expect(await worked()).toEqual([])
  })

  it('builds it anew when it is updated, and trains nothing for it', async () => {
    editJson<{ version: string }>(rig.path(BUILDER, 'package.json'), (manifest) => (manifest.version += '-next'))
    expect(await worked()).toEqual(['paper:build'])
    expect(await worked()).toEqual([])
  })
})

/** What a clone gets is what is committed: a store, caches and Nx's memory are not. */
describe('a clone with committed results', () => {
  let rig: Rig
  const OWN = 'node_modules/\n.nx/\n.bocas/\npaper/drafts/\npaper/build/\n'
  beforeAll(async () => {
    rig = Rig.create({
      ...TASK,
      'paper/main.typ': TYPST,
      '.gitignore': OWN,
      '.gitattributes': 'paper/artifacts/** -text\n',
    })
    successful(await rig.nx('run paper:build'))
    expect(rig.executions()).toEqual(['alpha lr=0.1', 'alpha lr=0.2'])
    rig.commit()
  })
  afterAll(() => rig.dispose())

  it('builds the same paper and trains nothing', async () => {
    const clone = rig.clone('whole')
    successful(await clone.nx('run paper:build', { BOCAS_TRAIN: 'never' }))
    expect(clone.executions()).toEqual([])
    expect(clone.read('paper/build/paper.pdf')).toBe(rig.read('paper/build/paper.pdf'))
  })

  it('prints the same paper from the records alone, without payloads, and says when they are of other code', async () => {
    rig.write({ '.gitignore': `${OWN}paper/artifacts/*/*/*\n!paper/artifacts/*/*/result.json\n` })
    spawnSync('git', ['rm', '-r', '-q', '--cached', 'paper/artifacts'], { cwd: rig.root })
    rig.commit()
    const clone = rig.clone('records')
    expect(clone.list('paper/artifacts/alpha/lr=0.1')).toEqual(['result.json'])
    const never = await clone.nx('run paper:build', { BOCAS_TRAIN: 'never' })
    expect(never.code).not.toBe(0)
    successful(await clone.nx('run paper:print'))
    expect(clone.executions()).toEqual([])
    expect(clone.read('paper/build/paper.pdf')).toBe(rig.read('paper/build/paper.pdf'))

    clone.edit('tasks/alpha/run.ts', '* 100', '* 1000')
    clone.edit('tasks/alpha/sweep.ts', '[0.1, 0.2]', '[0.1, 0.2, 0.3]')
    const { code, output } = await clone.nx('run paper:print')
    expect(code).not.toBe(0)
    expect(output).toContain('✖ 1 of 3 runs of alpha have no recorded result → at paper/artifacts/alpha\n    lr=0.3\n')
    expect(output).toContain('✖ 2 of 3 runs of alpha have results of other code, config or data')
    expect(clone.executions()).toEqual([])
  })
})
