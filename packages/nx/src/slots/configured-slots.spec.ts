import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { configuredSlots } from './configured-slots'

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())
const configured = (variable?: string) => configuredSlots(workspace.root, { BOCAS_SLOTS: variable })

describe('what a person says of the slots', () => {
  it('is nothing unless it is said', () => expect(configured()).toEqual({}))

  it('is read from the variable', () => {
    expect(configured('gpu=0,1,GPU-5c8/2; licence=a:1')).toEqual({ gpu: ['0', '1', 'GPU-5c8/2'], licence: ['a:1'] })
    expect(configured('gpu=')).toEqual({ gpu: [] })
  })

  it('is read from the file, where a number stands for as many, and the variable goes before it', () => {
    workspace.write({ '.bocas/slots.json': { gpu: ['2', 3], licence: 2 } })
    expect(configured()).toEqual({ gpu: ['2', '3'], licence: ['0', '1'] })
    expect(configured('gpu=7')).toEqual({ gpu: ['7'], licence: ['0', '1'] })
  })

  it('is what the profile says, after the file and the variable', () => {
    const lab = { slots: { gpu: 2, disk: ['a'], licence: 9 } }
    workspace.write({ 'profiles.json': { lab }, '.bocas/slots.json': { licence: 1 } })
    const env = { BOCAS_PROFILE: 'lab', BOCAS_SLOTS: 'gpu=5' }
    expect(configuredSlots(workspace.root, env)).toEqual({ gpu: ['5'], disk: ['a'], licence: ['0'] })
  })

  it('is refused with all that is wrong', () => {
    workspace.write({ '.bocas/slots.json': { gpu: 'all', 'a b': 1 } })
    expect(() => configured('gpu tpu=0,,1 x=1,1 x=2')).toThrow(
      `gpu is a list of ids or their number, as in { "gpu": ["0", "1"] }, not "all" (at .bocas/slots.json)
a slot is called by 1 to 40 letters A to Z, digits, _ and -, not "a b" (at .bocas/slots.json)
'gpu' says no ids: write gpu=0,1 (at BOCAS_SLOTS)
an id is letters A to Z, digits and : . _ / -, not "" (at tpu in BOCAS_SLOTS)
an id is there twice: 1,1 (at x in BOCAS_SLOTS)
x is there twice: write x=0,1 (at BOCAS_SLOTS)`,
    )
    workspace.write({ '.bocas/slots.json': '{"gpu": [' })
    expect(() => configured()).toThrow(/JSON.*: write \{ "gpu": \["0", "1"\] \} \(at \.bocas\/slots\.json\)/)
  })
})
