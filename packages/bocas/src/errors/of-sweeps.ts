import type { Explained } from './explained'

/** Mistakes in `sweep.ts`, and in what it names. */
export const OF_SWEEPS = {
  'not-data': {
    means:
      'A config is data: it becomes part of a key, a name and a file. Functions, NaN, dates, maps and class instances are not.',
    next: 'Give the thing a name (a string), and choose by that name in run.ts.',
  },
  'listed-twice': {
    means: 'The same value twice in one sweep would be the same run twice.',
    next: 'Remove one of the two. Repetitions with other random numbers are seeds(n).',
  },
  'unknown-option': {
    means: 'An option that does not exist would be ignored in silence, so it is refused.',
    next: 'Take the name that is proposed, or one of the list.',
  },
  'wrong-option-value': {
    means: 'The option exists and takes another kind of value.',
    next: 'Write the value in one of the forms that the line below shows.',
  },
  'too-many-runs': {
    means: 'A slip of one digit multiplies a sweep, so there is a limit.',
    next: 'Sweep fewer values, leave combinations out with `where`, or raise `maxRuns`.',
  },
  'no-runs': {
    means: 'A sweep without values, or a `where` that keeps nothing, has no run.',
    next: 'List at least one value. `where` returns true for what is kept.',
  },
  'no-sweep': {
    means: 'sweep.ts exports what defineSweep(…) returns.',
    next: 'export default defineSweep({ … })',
  },
  'several-seeds': {
    means: 'Means are taken over one seeds(…): with two of them nobody knows which runs repeat one another.',
    next: 'Keep one seeds(…), and make the other a sweep([…]).',
  },
  'wrong-seeds': {
    means: 'Seeds are whole numbers of at least 0, or how many of them.',
    next: 'seeds(5) for 0 to 4, or seeds([7, 11]).',
  },
  'wrong-key': {
    means: 'Keys make paths such as model.lr and names such as lr=0.1, so they hold neither "." nor "=".',
    next: 'Write a block inside a block, or another character.',
  },
  'wrong-alternative': {
    means: 'sweep({ … }) names alternatives, each with a block of keys of its own; sweep([…]) lists values.',
    next: 'Write label: { … }, or a list.',
  },
  'wrong-where': {
    means: '`where` is called with each config and returns true or false.',
    next: 'Return a comparison, such as config.k <= config.n.',
  },
  'unknown-label-key': {
    means: '`labels` names keys that some config has.',
    next: 'Take one of the listed keys.',
  },
  'wrong-name': {
    means:
      'Names become files and projects on every system: letters, digits and = + . _ -, none of the names that Windows keeps for devices, no dot at the end.',
    next: 'Write it otherwise; a name that will do is proposed where there is one.',
  },
  'same-name': {
    means: 'Two runs of one name would be one folder.',
    next: 'Put into the name what tells the runs apart.',
  },
  'wrong-role': {
    means: 'Metrics are for choosing (`choose`) or for reporting (`report`), and none is for both.',
    next: 'Choose by validation, report the test.',
  },
  'volatile-sweep': {
    means: 'A sweep gives the same runs at every call and on every machine, or finished runs would be lost.',
    next: 'Write the values out, use seeds(n), import JSON, or declare a variable in `env`.',
  },
  'sweep-ended': {
    means: 'sweep.ts is evaluated to know the runs; it must come to an end and export a sweep.',
    next: 'Take process.exit, loops and waiting out of it; what is computed belongs into run.ts.',
  },
  'unknown-export': {
    means: 'The package or file that is imported from has nothing of that name.',
    next: 'Take the name that is proposed, or look into what it exports.',
  },
  'syntax-error': {
    means: 'The file is no TypeScript: the place is where reading it failed, which is at or just after the slip.',
    next: 'Mend that line; a bracket, comma or quote is missing or too many.',
  },
  'unresolved-import': {
    means: 'No file or installed package is called so.',
    next: 'Check the spelling and the path; install the package if it is the one you mean.',
  },
  'threw-while-loading': {
    means: 'The code of sweep.ts (or what it imports) threw an error when it was evaluated.',
    next: 'Go to the line that is named.',
  },
  'missing-run-file': {
    means: 'A task is a folder with sweep.ts and run.ts.',
    next: 'export async function run(config, ctx) { … } in run.ts, beside sweep.ts.',
  },
  'missing-data': {
    means: 'Declared data is part of the key of each run, so it must be there before any of them.',
    next: 'Paths are relative to the task; npm:<package>/<path> is data in an installed package.',
  },
  'outside-workspace': {
    means: 'Data outside the workspace is not there in the next clone.',
    next: 'Put a copy or a link into the workspace.',
  },
  'computed-import': {
    means: 'What is loaded by a computed path cannot be in the key, and a change of it would go unnoticed.',
    next: 'Write the path out, or begin it with a literal folder.',
  },
  'unknown-task': {
    means: 'A task is the folder tasks/<task> with a sweep.ts; its name is that of the folder.',
    next: 'Take the name that is proposed. A folder that was renamed is another task; its results are found again, by their keys.',
  },
  'wrong-command': {
    means: 'command(…) starts one program without a shell, and the files that it declares are in the key.',
    next: "List its files: command('python train.py', { inputs: ['train.py'] }); what needs a shell goes into a script.",
  },
} as const satisfies Readonly<Record<string, Explained>>
