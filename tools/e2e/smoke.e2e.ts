import { Rig } from './rig/rig'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(300_000)
it('works', async () => {
  const rig = Rig.create({
    'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]) }'),
    'tasks/alpha/run.ts': runTs(),
    'tasks/alpha/figures.ts': figuresTs(),
  })
  let t = Date.now()
  for (const c of ['run-many -t experiment', 'run-many -t experiment', 'affected -t figures --base=HEAD', 'run-many -t figures', 'run-many -t figures']) {
    const r = await rig.nx(c)
    console.log(c, Date.now() - t, r, rig.executions(), rig.list('paper/tables/alpha'))
    t = Date.now()
  }
  console.log(rig.read('paper/tables/alpha/scores.csv'), rig.read('paper/facts/alpha.json'), rig.places)
  await rig.dispose()
})
