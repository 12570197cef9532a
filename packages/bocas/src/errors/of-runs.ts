import type { Explained } from './explained'

/** Mistakes in `run.ts`, and what happens to a run. */
export const OF_RUNS = {
  'unknown-config-key': {
    means: 'run.ts asks its config for a key that no config of the task has: `undefined` would go on as NaN.',
    next: 'Take the name that is proposed, or add the key to sweep.ts.',
  },
  'config-not-a-number': {
    means: 'A list or a block of the config is used as a number.',
    next: 'Write sweep([…]) where the sweep lists values, so that each run gets one.',
  },
  'no-result': {
    means: 'What run returns is its result: a record of metrics and artifacts.',
    next: 'return { accuracy }',
  },
  'not-an-artifact': {
    means: 'Numbers and records of numbers are metrics; everything else says what it is.',
    next: 'history(…), series({ … }), table([…]), tensor(…), image(…), file(…), or a kind of your own by defineKind.',
  },
  'no-run-function': {
    means: 'The function is found by its name.',
    next: 'export async function run(config, ctx) { … }',
  },
  'undeclared-read': {
    means: 'What a run reads without declaring it is not in its key: a change of it would leave a stale result.',
    next: "Declare it in sweep.ts, { data: ['x.csv'] }, and read ctx.input('x.csv'); for variables: { env: ['NAME'] }.",
  },
  'undefined-value': {
    means: 'The code asked something of a value that is not there: often after a key was renamed in one file only.',
    next: 'Go to the line that is named. `nx run <task>:check` finds such places without executing anything.',
  },
  'timed-out': {
    means: 'The run took longer than the `timeout` of its sweep allows.',
    next: "Allow more: defineSweep(…, { timeout: '2 h' }); keep ctx.checkpoint, so that the next call goes on where it was.",
  },
  'no-sign-of-life': {
    means: 'The run computed, read, wrote and said nothing for a long time.',
    next: "Call ctx.progress in loops, or allow silence: { stall: '2 h' }.",
  },
  'out-of-memory': {
    means: 'The run needed more memory than its limit, or than the machine has.',
    next: "Allow more: { memory: '8 GB' }; or let fewer run at once: --parallel=1.",
  },
  'process-ended': {
    means: 'The process of the run ended before run returned: process.exit, a crash of native code, a signal.',
    next: 'Read the end of its log, which is shown; return from run instead of ending the process.',
  },
  'not-trained': {
    means: 'A run has no result, and this call was told to train nothing.',
    next: 'Call again without BOCAS_TRAIN=never, or draw what is there: nx run <task>:draft.',
  },
  'other-packages': {
    means: 'Results would be stored under the versions in the lockfile, but made with the installed ones.',
    next: 'npm ci',
  },
  'node-options': {
    means: 'Such options can change what the code does, and are in no key.',
    next: "Unset NODE_OPTIONS, or declare it: { env: ['NODE_OPTIONS'] }.",
  },
  'disk-full': {
    means: 'There is no room for results.',
    next: 'Make room (npx bocas gc shows what nobody needs) and call again: what is finished is kept.',
  },
  'read-only': {
    means: 'Nothing can be kept there.',
    next: 'Make it writable, or keep results elsewhere: BOCAS_STORE=<folder>.',
  },
  'no-permission': {
    means: 'The files belong to another user: often something was once started with sudo or in a container.',
    next: 'sudo chown -R "$(id -u):$(id -g)" . in the workspace.',
  },
} as const satisfies Readonly<Record<string, Explained>>
