import type { Evidence, RunBehind } from './evidence'

/** For specs: a run of a task, as a paper rests on it. */
export const testRun = (change: Partial<RunBehind> = {}): RunBehind => ({
  id: 'mnist/lr=0.1+seed=0',
  task: 'mnist',
  program: 'tasks/mnist/run.ts',
  result: 'paper/artifacts/mnist/lr=0.1+seed=0',
  key: 'a'.repeat(64),
  config: { lr: 0.1, seed: 0 },
  seed: { path: 'seed', value: 0 },
  execution: {
    started: '2026-01-01T00:00:00.000Z',
    ended: '2026-01-01T00:01:00.000Z',
    seconds: 60,
    machine: { host: 'secret-host', platform: 'linux', cpu: 'A CPU', cpus: 4, memory: 2 ** 33 },
    git: { commit: 'abc', dirty: false },
  },
  ...change,
})

/** For specs: a paper that rests on one run, and shows nothing. */
export const testEvidence = (change: Partial<Evidence> = {}): Evidence => ({
  paper: 'paper',
  manifest: {},
  runs: [testRun()],
  outputs: [],
  chosen: [],
  data: [],
  discarded: [],
  failed: 0,
  ...change,
})
