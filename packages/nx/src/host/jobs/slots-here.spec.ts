import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { giveBack } from '../../slots/leases'
import { slotsHere } from './slots-here'

let workspace: TestWorkspace
beforeEach(() => {
  workspace = testWorkspace()
  workspace.write({ '.bocas/slots.json': JSON.stringify({ gpu: ['0', '1'] }) })
})
afterEach(() => workspace.remove())

const RUN = { task: 'toy', name: 'lr=0.1' }
const given = (demand: Readonly<Record<string, number>>, env: NodeJS.ProcessEnv, stop = new AbortController().signal) =>
  slotsHere(workspace.root, { ...RUN, demand }, stop, env)

describe('the GPUs of a job', () => {
  it.each(['SLURM_JOB_ID', 'PBS_JOBID', 'JOB_ID', 'LSB_JOBID'])(
    'are those that the scheduler of %s has set apart: nobody is asked, and no slot is taken',
    async (name) => {
      const env = { [name]: '7', CUDA_VISIBLE_DEVICES: '3, GPU-ab' }
      expect(await given({ gpu: 1 }, env)).toEqual({ ids: { gpu: ['3', 'GPU-ab'] } })
      expect(await given({ gpu: 1 }, env)).toEqual({ ids: { gpu: ['3', 'GPU-ab'] } })
    },
  )

  it('are slots of this machine where no scheduler says which', async () => {
    const first = await given({ gpu: 1 }, { CUDA_VISIBLE_DEVICES: '0,1' })
    const second = await given({ gpu: 1 }, { SLURM_JOB_ID: '7' })
    expect([first, second].map((slots) => slots!.ids.gpu)).toEqual([['0'], ['1']])
    const stop = new AbortController()
    const third = given({ gpu: 1 }, {}, stop.signal)
    stop.abort()
    expect(await third).toBeUndefined()
    for (const slots of [first, second]) giveBack(slots!)
    expect((await given({ gpu: 2 }, {}))!.ids.gpu).toEqual(['0', '1'])
  })

  it('are none for a run that asks for none', async () => {
    expect(await given({}, { SLURM_JOB_ID: '7', CUDA_VISIBLE_DEVICES: '0' })).toBeUndefined()
  })
})
