import { chmodSync } from 'node:fs'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { detectGpus } from './detect-gpus'

const NVIDIA = `GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-5c89852c-d268-c3f3-1b07-005d5ae1dc3f)
  MIG 1g.5gb      Device  0: (UUID: MIG-9f21-0)
  MIG 1g.5gb      Device  1: (UUID: MIG-9f21-1)
GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-aaaa)
GPU 2: NVIDIA A100-SXM4-40GB (UUID: GPU-abbb)`
const AMD = `

============================ ROCm System Management Interface ============================
======================================= Unique ID ========================================
GPU[0]\t\t: Unique ID: 0x1f2e3d4c5b6a7988
GPU[1]\t\t: Unique ID: N/A
==========================================================================================
================================== End of ROCm SMI Log ===================================`

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())

/** A machine on which these tools print this, or are these scripts. */
function machine(tools: Record<string, { prints?: string; does?: string }>): NodeJS.ProcessEnv {
  for (const [tool, { prints = '', does = '' }] of Object.entries(tools)) {
    workspace.write({
      [`bin/${tool}`]: `#!/bin/sh\nPATH=/bin:/usr/bin\necho "$0 $*" >> '${workspace.path('asked')}'\n${does}\ncat <<'END'\n${prints}\nEND\n`,
    })
    chmodSync(workspace.path('bin', tool), 0o755)
  }
  // Nothing else: this machine may have the tools.
  return { PATH: workspace.path('bin') }
}
const ids = async (env: NodeJS.ProcessEnv, limit?: number) => (await detectGpus(env, limit)).gpus.map(({ id }) => id)

describe('the GPUs of a machine', () => {
  it('are those of nvidia-smi; a divided one is its parts', async () => {
    const { gpus, note } = await detectGpus(machine({ 'nvidia-smi': { prints: NVIDIA } }))
    expect(gpus).toEqual([
      { id: 'MIG-9f21-0', device: 'MIG-9f21-0' },
      { id: 'MIG-9f21-1', device: 'MIG-9f21-1' },
      { id: '1', device: 'GPU-aaaa' },
      { id: '2', device: 'GPU-abbb' },
    ])
    expect(note).toBe('nvidia-smi lists 4')
  })

  it('are those that a cluster lets a job use', async () => {
    const env = machine({ 'nvidia-smi': { prints: NVIDIA } })
    expect(await ids({ ...env, CUDA_VISIBLE_DEVICES: '2,1' })).toEqual(['2', '1'])
    expect(await ids({ ...env, CUDA_VISIBLE_DEVICES: 'GPU-ab,MIG-9f21-1' })).toEqual(['2', 'MIG-9f21-1'])
    expect(await ids({ ...env, CUDA_VISIBLE_DEVICES: '1,7,2' })).toEqual(['1'])
    const hidden = await detectGpus({ ...env, CUDA_VISIBLE_DEVICES: '' })
    expect(hidden).toEqual({ gpus: [], note: `nvidia-smi lists 4, of which CUDA_VISIBLE_DEVICES='' may be used` })
  })

  it('are those of rocm-smi where there is no nvidia-smi, or it fails', async () => {
    const env = machine({ 'rocm-smi': { prints: AMD } })
    const { gpus, note } = await detectGpus(env)
    expect(gpus).toEqual([
      { id: '0', device: 'amd-0x1f2e3d4c5b6a7988' },
      { id: '1', device: 'amd-1' },
    ])
    expect(note).toBe('rocm-smi lists 2')
    machine({ 'nvidia-smi': { does: 'echo "NVIDIA-SMI has failed because it could not communicate" >&2; exit 9' } })
    expect(await ids({ ...env, HIP_VISIBLE_DEVICES: '1' })).toEqual(['1'])
  })

  it('are none where no tool is, or it hangs, which is said and does not take long', async () => {
    expect(await detectGpus(machine({}))).toEqual({
      gpus: [],
      note: 'no GPU was found: nvidia-smi is not there; rocm-smi is not there',
    })
    const env = machine({ 'nvidia-smi': { does: 'exec sleep 600' }, 'rocm-smi': { does: 'exit 1' } })
    expect((await detectGpus(env, 300)).note).toBe(
      'no GPU was found: nvidia-smi did not answer within 0.3 s; rocm-smi failed',
    )
  })
})
