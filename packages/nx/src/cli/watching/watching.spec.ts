import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { GrowingFile, parseProgress } from '../../shared/progress-log'
import type { WaitingRun, WaitsFor } from '../../host/queue/waiting-list'
import { showStatus, type Watched } from './show-status'
import { sparkline } from './sparkline'

describe('a sparkline', () => {
  it('shows rising and falling values', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█')
    expect(sparkline([1, 0])).toBe('█▁')
  })

  it('is level for equal values, empty for none, and has gaps for what is no number', () => {
    expect([sparkline([3, 3]), sparkline([]), sparkline([0, NaN, 1, Infinity])]).toEqual(['▅▅', '', '▁ █ '])
  })

  it('draws many values together', () => {
    expect(
      sparkline(
        Array.from({ length: 800 }, (_, index) => index),
        8,
      ),
    ).toBe('▁▂▃▄▅▆▇█')
    expect(
      sparkline(
        Array.from({ length: 50 }, () => NaN),
        4,
      ),
    ).toBe('    ')
  })
})

describe('a file that grows', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-growing-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  it('gives each whole line once, letters of several bytes unharmed', () => {
    const file = join(folder, 'x')
    const growing = new GrowingFile(file)
    expect(growing.lines()).toEqual([])
    const bytes = Buffer.from('ä\nöü\n')
    writeFileSync(file, bytes.subarray(0, 4))
    expect(growing.lines()).toEqual(['ä'])
    expect(growing.lines()).toEqual([])
    appendFileSync(file, bytes.subarray(4))
    expect(growing.lines()).toEqual(['öü'])
  })

  it('reads progress, torn lines left out, and numbers that JSON does not know', () => {
    expect(parseProgress('{"time":5,"step":1,"of":3,"metrics":{"loss":0.5,"other":"NaN","third":null}}')).toEqual({
      time: 5,
      step: 1,
      of: 3,
      metrics: { loss: 0.5, other: NaN, third: NaN },
    })
    expect(parseProgress('{"time":"1970-01-01T00:00:01Z","step":1,"of":3}')).toEqual({
      time: 1000,
      step: 1,
      of: 3,
      metrics: {},
    })
    expect(['{"time":5,"st', 'null', '{"step":1,"of":2}', '{"time":5,"step":"x","of":1}'].map(parseProgress)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('the status', () => {
  const nothing = { runs: [], waiting: [], failures: [] }
  const run = (more: Partial<Watched> = {}): Watched => ({
    id: 'x',
    task: 'mnist',
    name: 'lr=0.1',
    key: 'k',
    isTry: false,
    started: 0,
    alive: true,
    log: '',
    progress: '',
    lines: [],
    ...more,
  })

  it('shows step, time, what is left, and each metric as a line', () => {
    const lines = [1, 2, 3].map((step) => ({
      time: 10_000 * step,
      step,
      of: 10,
      metrics: { loss: 1 / step, accuracy: step / 4 },
    }))
    expect(showStatus({ ...nothing, runs: [run({ lines })] }, 32_000)).toBe(
      [
        'mnist/lr=0.1 · step 3 of 10 · 32 s · about 70 s left',
        '  loss      █▃▁  0.33333',
        '  accuracy  ▁▅█  0.75',
      ].join('\n'),
    )
  })

  it('shows a run that has said nothing, a try, and what was interrupted', () => {
    expect(
      showStatus(
        { ...nothing, runs: [run(), run({ isTry: true, started: 1000 }), run({ name: 'lost', alive: false })] },
        2000,
      ),
    ).toBe(
      [
        'mnist/lr=0.1 · 2.0 s',
        'mnist/lr=0.1 (a try) · 1.0 s',
        'interrupted, the next call executes them again: mnist/lost',
      ].join('\n'),
    )
  })

  it('says what runs wait for, and how long the first of them has', () => {
    const waits = (name: string, waitsFor: WaitsFor, since: number, isTry = false): WaitingRun => {
      return { task: 'mnist', name, key: name, isTry, waitsFor, since }
    }
    const gpu = { slots: ['gpu', 'licence'] }
    const here = { process: { pid: 7, host: hostname() } }
    const waiting = [
      waits('a', gpu, 1000),
      waits('b', here, 2000),
      waits('c', gpu, 3000, true),
      waits('d', { process: { pid: 8, host: 'far' } }, 4000),
    ]
    expect(showStatus({ ...nothing, runs: [run()], waiting }, 5000)).toBe(
      [
        'mnist/lr=0.1 · 5.0 s',
        'waiting for gpu and licence, which others have: mnist/a, mnist/c (a try) · 4.0 s',
        "waiting for another command's result: mnist/b (process 7), mnist/d (process 8 of far, which cannot be seen from here) · 3.0 s",
      ].join('\n'),
    )
    const many = Array.from({ length: 8 }, (_, index) => waits(`r${index}`, { slots: ['gpu'] }, 0))
    expect(showStatus({ ...nothing, waiting: many }, 0)).toBe(
      'no run is being executed\nwaiting for gpu, which others have: mnist/r0, mnist/r1, mnist/r2, mnist/r3, mnist/r4 and 3 more · 0.0 s',
    )
  })

  it('says so when nothing goes on, and what failed', () => {
    const failure = (task: string, name: string, message: string) => ({ task, name, key: '', message })
    const same = Array.from({ length: 12 }, (_, index) => failure('a', `r${index}`, 'no\nmore'))
    expect(showStatus({ ...nothing, failures: [...same, failure('b', 'r0', 'no')] }, 0).split('\n')).toEqual([
      'no run is being executed',
      '13 runs failed at the last try:',
      '  ✖ 12 runs of a the same way, first a/r0: no',
      '  ✖ b/r0: no',
    ])
    const letters = [...'abcdefghijkl']
    const earlier = same.map((one) => ({ ...one, isEarlier: true }))
    expect(showStatus({ ...nothing, failures: [...earlier, failure('b', 'r0', 'no')] }, 0).split('\n')).toEqual([
      'no run is being executed',
      '1 run failed at the last try:',
      '  ✖ b/r0: no',
      '12 runs failed before an edit, or with other variables: npx bocas logs a/r0',
    ])
    const different = letters.map((letter) => failure('a', letter, `no ${letter.repeat(3)}`))
    expect(
      showStatus({ ...nothing, failures: different }, 0)
        .split('\n')
        .slice(2),
    ).toEqual([
      ...letters.slice(0, 10).map((letter) => `  ✖ a/${letter}: no ${letter.repeat(3)}`),
      '  … and 2 more runs in .bocas/failed',
    ])
  })
})
