import type { Explained } from './explained'

/** Mistakes in `run.ts`, and what happens to a run. */
export const OF_RUNS: readonly Explained[] = [
  {
    code: 'unknown-config-key',
    says: /` is not in the sweep(?:;|,| →|$)|is not in the sweep; did you mean/m,
    means: 'run.ts asks its config for a key that no config of the task has: `undefined` would go on as NaN.',
    next: 'Take the name that is proposed, or add the key to sweep.ts.',
  },
  {
    code: 'config-not-a-number',
    says: /is (?:a list|a block|an array|an object)\b.*(?:number|sweep\(\[)/,
    means: 'A list or a block of the config is used as a number.',
    next: 'Write sweep([…]) where the sweep lists values, so that each run gets one.',
  },
  {
    code: 'no-result',
    says: /the run returned (?:undefined|null)|the run returned an empty object|a run returns its artifacts by name/,
    means: 'What run returns is its result: a record of metrics and artifacts.',
    next: 'return { accuracy }',
  },
  {
    code: 'not-an-artifact',
    says: /is no metric[;,]|is no metric$/m,
    means: 'Numbers and records of numbers are metrics; everything else says what it is.',
    next: 'history(…), series({ … }), table([…]), tensor(…), image(…), file(…), or a kind of your own by defineKind.',
  },
  {
    code: 'no-run-function',
    says: /exports no function 'run'/,
    means: 'The function is found by its name.',
    next: 'export async function run(config, ctx) { … }',
  },
  {
    code: 'undeclared-read',
    says: /which is not in (?:the run key|the inputs of the figures)|data '.*' is not declared|what a program reads is not in /,
    means: 'What a run reads without declaring it is not in its key: a change of it would leave a stale result.',
    next: "Declare it in sweep.ts, { data: ['x.csv'] }, and read ctx.input('x.csv'); for variables: { env: ['NAME'] }.",
  },
  {
    code: 'undefined-value',
    says: /Cannot read properties of (?:undefined|null)|is not a function|is not iterable/,
    means: 'The code asked something of a value that is not there: often after a key was renamed in one file only.',
    next: 'Go to the line that is named. `nx run <task>:check` finds such places without executing anything.',
  },
  {
    code: 'timed-out',
    says: /timed out after /,
    means: 'The run took longer than the `timeout` of its sweep allows.',
    next: "Allow more: defineSweep(…, { timeout: '2 h' }); keep ctx.checkpoint, so that the next call goes on where it was.",
  },
  {
    code: 'no-sign-of-life',
    says: /no sign of life for /,
    means: 'The run computed, read, wrote and said nothing for a long time.',
    next: "Call ctx.progress in loops, or allow silence: { stall: '2 h' }.",
  },
  {
    code: 'out-of-memory',
    says: /out of memory/,
    means: 'The run needed more memory than its limit, or than the machine has.',
    next: "Allow more: { memory: '8 GB' }; or let fewer run at once: --parallel=1.",
  },
  {
    code: 'process-ended',
    says: /the process (?:ended with exit code|was ended by) /,
    means: 'The process of the run ended before run returned: process.exit, a crash of native code, a signal.',
    next: 'Read the end of its log, which is shown; return from run instead of ending the process.',
  },
  {
    code: 'not-trained',
    says: /BOCAS_TRAIN=never/,
    means: 'A run has no result, and this call was told to train nothing.',
    next: 'Call again without BOCAS_TRAIN=never, or draw what is there: nx run <task>:draft.',
  },
  {
    code: 'other-packages',
    says: /what is installed is not what package-lock\.json says/,
    means: 'Results would stand under the versions that the lockfile says and be made by others.',
    next: 'npm ci',
  },
  {
    code: 'node-options',
    says: /NODE_OPTIONS has /,
    means: 'Such options give the same code another meaning, and are in no key.',
    next: "Unset NODE_OPTIONS, or declare it: { env: ['NODE_OPTIONS'] }.",
  },
  {
    code: 'disk-full',
    says: /the disk is full/,
    means: 'There is no room for results.',
    next: 'Make room (npx bocas gc shows what nobody needs) and call again: what is finished is kept.',
  },
  {
    code: 'read-only',
    says: /is on a read-only file system/,
    means: 'Nothing can be kept there.',
    next: 'Make it writable, or keep results elsewhere: BOCAS_STORE=<folder>.',
  },
  {
    code: 'no-permission',
    says: /may not be written by this user|EACCES: permission denied|EPERM: operation not permitted/,
    means: 'The files belong to another user: often something was once started with sudo or in a container.',
    next: 'sudo chown -R "$(id -u):$(id -g)" . in the workspace.',
  },
]
