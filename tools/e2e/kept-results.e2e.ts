import { rmSync } from 'node:fs'
import { shownRuns } from './rig/edits'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { bytesBelow, flipByte, shownKeys } from './rig/store'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

/** Results as files: the same everywhere, and never used when one of their bytes is not as it was written. */
describe('kept results', () => {
  let rig: Rig
  let paper: Record<string, string>
  const PAYLOAD = 'rows.csv'
  const view = () => rig.path('paper/artifacts/alpha/lr=0.2', PAYLOAD)
  const entry = () => rig.path('.bocas/store', shownKeys(rig, 'alpha')['lr=0.2']!, PAYLOAD)

  /** Nx forgets everything, so that bocas is asked. */
  const forgetNx = () => {
    rmSync(rig.places.nxCache, { recursive: true, force: true })
    rig.remove('.nx')
  }

  beforeAll(() => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]) }'),
      'tasks/alpha/run.ts': runTs({
        returns:
          '{ score: config.lr * 100, rows: table([{ step: 1, loss: config.lr }, { step: 2, loss: config.lr / 2 }]) }',
      }),
      'tasks/alpha/figures.ts': figuresTs('lr'),
    })
  })
  afterAll(() => rig.dispose())

  it('have the same keys and the same bytes in a second clone at another path', async () => {
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual(['alpha lr=0.1', 'alpha lr=0.2'])
    paper = bytesBelow(rig.path('paper'))
    expect(Object.keys(paper)).toEqual(
      expect.arrayContaining([`artifacts/alpha/lr=0.2/${PAYLOAD}`, 'tables/alpha/scores.csv']),
    )

    const clone = rig.clone('further/down/another-clone')
    successful(await clone.nx('run-many -t figures'))
    expect(clone.executions()).toEqual(['alpha lr=0.1', 'alpha lr=0.2'])
    expect(shownKeys(clone, 'alpha')).toEqual(shownKeys(rig, 'alpha'))
    expect(bytesBelow(clone.path('paper'))).toEqual(paper)
  })

  it('are executed anew when one byte of a stored payload is flipped and there is no other copy', async () => {
    flipByte(entry())
    rig.remove('paper/artifacts')
    forgetNx()
    const { output } = successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual(['alpha lr=0.2'])
    expect(output).toContain('alpha/lr=0.2: a damaged result was put aside')
    expect(bytesBelow(rig.path('paper'))).toEqual(paper)
  })

  it('come from the view when one byte of the stored payload is flipped, and the store is made good', async () => {
    flipByte(entry())
    forgetNx()
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual([])
    expect(bytesBelow(rig.path('paper'))).toEqual(paper)
    rig.remove('paper/artifacts')
    forgetNx()
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual([])
    expect(bytesBelow(rig.path('paper'))).toEqual(paper)
  })

  it('come from the store when one byte of the view is flipped', async () => {
    flipByte(view())
    forgetNx()
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual([])
    expect(bytesBelow(rig.path('paper'))).toEqual(paper)
  })

  it('are not drawn with a flipped byte that Nx brings back from its own cache', async () => {
    const copies = Object.keys(bytesBelow(rig.places.nxCache)).filter((file) => file.endsWith(`lr=0.2/${PAYLOAD}`))
    expect(copies.length).toBeGreaterThan(0)
    for (const copy of copies) flipByte(`${rig.places.nxCache}/${copy}`)
    rig.remove('paper/artifacts')
    rig.edit('tasks/alpha/figures.ts', "'scores'", "'points'")
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual([])
    expect(shownRuns(rig, 'alpha')).toEqual(['lr=0.1', 'lr=0.2'])
    expect(bytesBelow(rig.path('paper/tables'))['alpha/points.csv']).toEqual(paper['tables/alpha/scores.csv'])
  })

  it('are refused by name when neither the view nor the store is whole, until nx reset has them executed anew', async () => {
    flipByte(entry())
    rig.edit('tasks/alpha/figures.ts', "'points'", "'marks'")
    const { code, output } = await rig.nx('run-many -t figures')
    expect(code).not.toBe(0)
    expect(output).toMatch(/damaged: rows\.csv .* → at alpha\/lr=0\.2/)
    expect(rig.executions()).toEqual([])

    successful(await rig.nx('reset'))
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual(['alpha lr=0.2'])
    expect(bytesBelow(rig.path('paper/artifacts'))).toEqual(artifacts(paper))
    expect(bytesBelow(rig.path('paper/tables'))['alpha/marks.csv']).toEqual(paper['tables/alpha/scores.csv'])
  })
})

/** Of the files below `paper`, those below `paper/artifacts`. */
const artifacts = (paper: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(paper).flatMap(([file, bytes]) =>
      file.startsWith('artifacts/') ? [[file.slice('artifacts/'.length), bytes]] : [],
    ),
  )
