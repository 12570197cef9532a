import { formatError } from 'bocas/internal'
import { chooseSlots, mostAtOnce, partsOf, shortage, type MachineSlots } from './machine-slots'

const gpus = (...ids: string[]): MachineSlots => ({ gpu: ids.map((id) => ({ id, device: `gpu-${id}` })) })
const ids = (chosen: ReturnType<typeof chooseSlots>): unknown =>
  chosen && Object.fromEntries(Object.entries(chosen).map(([name, slots]) => [name, slots.map(({ id }) => id)]))
const used = (parts: Record<string, number>): Map<string, number> => new Map(Object.entries(parts))

describe('the slots for a run', () => {
  it('are whole ones that nobody uses', () => {
    const machine = gpus('0', '1', '2')
    expect(ids(chooseSlots(machine, { gpu: 1 }, used({ 'gpu-0': 1000 })))).toEqual({ gpu: ['1'] })
    expect(ids(chooseSlots(machine, { gpu: 2 }, used({ 'gpu-1': 1 })))).toEqual({ gpu: ['0', '2'] })
    expect(chooseSlots(machine, { gpu: 2 }, used({ 'gpu-0': 500, 'gpu-1': 1000 }))).toBeUndefined()
  })

  it('are parts of one that is in use already, if it has enough left, so that whole ones stay free', () => {
    const machine = gpus('0', '1', '2')
    expect(ids(chooseSlots(machine, { gpu: 0.5 }, used({ 'gpu-1': 500 })))).toEqual({ gpu: ['1'] })
    expect(ids(chooseSlots(machine, { gpu: 0.25 }, used({ 'gpu-0': 250, 'gpu-2': 700 })))).toEqual({ gpu: ['2'] })
    expect(ids(chooseSlots(machine, { gpu: 0.4 }, used({ 'gpu-0': 700 })))).toEqual({ gpu: ['1'] })
  })

  it('are all that is asked for, or nothing', () => {
    const machine: MachineSlots = { ...gpus('0'), licence: [{ id: 'a', device: 'licence-a' }] }
    expect(ids(chooseSlots(machine, { gpu: 0.5, licence: 1 }, used({})))).toEqual({ gpu: ['0'], licence: ['a'] })
    expect(chooseSlots(machine, { gpu: 0.5, licence: 1 }, used({ 'licence-a': 1000 }))).toBeUndefined()
  })

  it.each([
    [1 / 2, 2],
    [1 / 3, 3],
    [0.33, 3],
    [0.1, 10],
    [0.7, 1],
    [0.0001, 1000],
  ])('of part %d are shared by %i runs and no more', (amount, runs) => {
    const { parts } = partsOf(amount)
    expect(runs * parts).toBeLessThanOrEqual(1000)
    expect((runs + 1) * parts).toBeGreaterThan(1000)
  })
})

describe('a machine that can never execute a run', () => {
  it('is told with what it has and how to say that it has more', () => {
    expect(formatError(shortage(gpus('0', '1'), { gpu: 3, tpu: 1 }, ['nvidia-smi lists 2']))).toBe(
      `✖ it asks for 3 gpu, and this machine has 2 → at resources of its sweep
✖ it asks for 1 tpu, and this machine has none → at resources of its sweep
  slots of this machine: gpu (0, 1)
  nvidia-smi lists 2
  tell what it has with BOCAS_SLOTS='gpu=0,1' or in .bocas/slots.json: { "gpu": ["0", "1"] }`,
    )
    expect(shortage({ gpu: [] }, { gpu: 0.5 })?.message).toContain('it asks for 0.5 gpu, and this machine has none')
    expect(shortage(gpus('0', '1'), { gpu: 2 })).toBeUndefined()
  })
})

describe('how many runs have room at the same time', () => {
  const machine: MachineSlots = { ...gpus('0', '1', '2'), licence: [{ id: 'a', device: 'licence-a' }] }

  it.each([
    [{ gpu: 1 }, 3],
    [{ gpu: 2 }, 1],
    [{ gpu: 0.5 }, 6],
    [{ gpu: 1 / 3 }, 9],
    [{ gpu: 0.6 }, 3],
    [{ gpu: 0.5, licence: 1 }, 1],
    [{ disk: 1 }, 0],
  ])('for %p is %d', (demand, most) => expect(mostAtOnce(machine, demand)).toBe(most))
})
