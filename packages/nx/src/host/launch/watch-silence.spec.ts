import type { Activity } from '../processes/process-table'
import { isSilent } from './watch-silence'

const LEADER = 7
const at = (cpu: number, passed = 0, state = 'S', pid = LEADER): Activity => new Map([[pid, { cpu, passed, state }]])

describe('between two looks', () => {
  it.each<[string, Activity, Activity, number]>([
    ['nothing', at(1), at(1), 600],
    // The system counts in hundredths: this is anything from nearly nothing on.
    ['one step of the clock of a processor, soon after', at(1), at(1.01), 100],
    ['one step, some time after', at(1), at(1.01), 600],
    ['what a timer needs in half a minute', at(1), at(1.29), 30_000],
    ['a few bytes to wake itself', at(1), at(1, 4000), 600],
  ])('%s is no sign of life', (_, before, now, passed) => expect(isSilent(before, now, passed)).toBe(true))

  it.each<[string, Activity, Activity, number]>([
    ['work', at(1), at(1.6), 600],
    ['a little work', at(1), at(1.02), 600],
    ['some work in half a minute', at(1), at(1.31), 30_000],
    ['bytes', at(1), at(1, 5000), 600],
    ['another process', at(1), at(1, 0, 'S', 8), 600],
    ['a process more', at(1), new Map([...at(1), ...at(1, 0, 'S', 8)]), 600],
    ['that somebody has stopped it', at(1), at(1, 0, 'T'), 600],
    ['that it is gone', at(1), new Map(), 600],
  ])('%s is one', (_, before, now, passed) => expect(isSilent(before, now, passed)).toBe(false))
})
