import type { Explained } from './explained'

/** Mistakes in `sweep.ts`, and in what it names. */
export const OF_SWEEPS: readonly Explained[] = [
  {
    code: 'not-data',
    says: / is not data(: a value is|$| →)/m,
    means:
      'A config is data: it becomes part of a key, a name and a file. Functions, NaN, dates, maps and class instances are not.',
    next: 'Give the thing a name (a string), and choose by that name in run.ts.',
  },
  {
    code: 'listed-twice',
    says: /is listed twice; each value of a sweep/,
    means: 'The same value twice in one sweep would be the same run twice.',
    next: 'Remove one of the two. Repetitions with other random numbers are seeds(n).',
  },
  {
    code: 'unknown-option',
    says: /\b(?:defineSweep|from\(…\)|command\(\)) has no option `|^✖ there is no option `|bocas \S+ has no option |@bocas\/nx has no option `/m,
    means: 'An option that does not exist would be ignored in silence, so it is refused.',
    next: 'Take the name that is proposed, or one of the list.',
  },
  {
    code: 'wrong-option-value',
    says: /✖ `\w+` takes .*, not /,
    means: 'The option exists and takes another kind of value.',
    next: 'Write the value in one of the forms that the line below shows.',
  },
  {
    code: 'too-many-runs',
    says: /are more than maxRuns \(/,
    means: 'A slip of one digit multiplies a sweep, so there is a limit.',
    next: 'Sweep fewer values, leave combinations out with `where`, or raise `maxRuns`.',
  },
  {
    code: 'no-runs',
    says: /so there would be no run|`where` leaves nothing of/,
    means: 'A sweep without values, or a `where` that keeps nothing, has no run.',
    next: 'List at least one value. `where` returns true for what is kept.',
  },
  {
    code: 'no-sweep',
    says: /the file exports no sweep|this is not made by defineSweep/,
    means: 'sweep.ts exports what defineSweep(…) returns.',
    next: 'export default defineSweep({ … })',
  },
  {
    code: 'several-seeds',
    says: /a config has one seed at most/,
    means: 'Means are taken over one seeds(…): with two of them nobody knows which runs repeat one another.',
    next: 'Keep one seeds(…), and make the other a sweep([…]).',
  },
  {
    code: 'wrong-seeds',
    says: /seeds\(…\) takes how many|a seed is an integer of at least 0/,
    means: 'Seeds are whole numbers of at least 0, or how many of them.',
    next: 'seeds(5) for 0 to 4, or seeds([7, 11]).',
  },
  {
    code: 'wrong-key',
    says: /the key ".*" holds a "\." or "="|a key cannot be empty|`__proto__` cannot be a key|cannot be a key: keys are strings/,
    means: 'Keys make paths such as model.lr and names such as lr=0.1, so they hold neither "." nor "=".',
    next: 'Write a block inside a block, or another character.',
  },
  {
    code: 'wrong-alternative',
    says: /the alternative `.*` is .*, but a named alternative is|`name` is the label of a named alternative|sweep\(…\) takes a list of values or a block/,
    means: 'sweep({ … }) names alternatives, each with a block of keys of its own; sweep([…]) lists values.',
    next: 'Write label: { … }, or a list.',
  },
  {
    code: 'wrong-where',
    says: /`where` (?:returned|threw|was asked) /,
    means: '`where` is asked about each config and says true or false.',
    next: 'Return a comparison, such as config.k <= config.n.',
  },
  {
    code: 'unknown-label-key',
    says: /no config of this sweep has a key `/,
    means: '`labels` names keys that some config has.',
    next: 'Take one of the listed keys.',
  },
  {
    code: 'wrong-name',
    says: /the name .* (?:is not a string|is empty|holds |has \d+ characters|begins with|ends with|is a reserved word of Windows|is a path:)/,
    means:
      'Names become files and projects on every system: letters, digits and = + . _ -, none of the names that Windows keeps for devices, no dot at the end.',
    next: 'Write it otherwise; a name that will do is proposed where there is one.',
  },
  {
    code: 'same-name',
    says: /\d+ runs have the name "|the names of \d+ runs differ by case alone|one run has two names/,
    means: 'Two runs of one name would be one folder.',
    next: 'Put into the name what tells the runs apart.',
  },
  {
    code: 'wrong-role',
    says: /metrics are for no `|is for choosing and for reporting/,
    means: 'Metrics are for choosing (`choose`) or for reporting (`report`), and none is for both.',
    next: 'Choose by validation, report the test.',
  },
  {
    code: 'volatile-sweep',
    says: /gives other runs (?:at another time|on every call|on another machine)|and a sweep is not evaluated again when it changes|holds a path of this machine/,
    means: 'A sweep gives the same runs at every call and on every machine, or finished runs would be lost.',
    next: 'Write the values out, use seeds(n), import JSON, or declare a variable in `env`.',
  },
  {
    code: 'sweep-ended',
    says: /the sweep ended its process|the sweep did not finish within/,
    means: 'sweep.ts is evaluated to know the runs; it must come to an end and export a sweep.',
    next: 'Take process.exit, loops and waiting out of it; what is computed belongs into run.ts.',
  },
  {
    code: 'unknown-export',
    says: /No matching export in .* for import "|does not provide an export named '/,
    means: 'The package or file that is imported from has nothing of that name.',
    next: 'Take the name that is proposed, or look into what it exports.',
  },
  {
    code: 'syntax-error',
    says: /✖ (?:Expected .* but found|Unexpected |Unterminated |Syntax error)/,
    means: 'The file is no TypeScript: the place is where reading it failed, which is at or just after the slip.',
    next: 'Mend that line; a bracket, comma or quote is missing or too many.',
  },
  {
    code: 'unresolved-import',
    says: /Could not resolve "/,
    means: 'No file or installed package is called so.',
    next: 'Check the spelling and the path; install the package if it is the one you mean.',
  },
  {
    code: 'threw-while-loading',
    says: /\n {2}thrown at \S+:\d+/,
    means: 'The code of sweep.ts (or what it imports) threw an error when it was evaluated.',
    next: 'Go to the line that is named.',
  },
  {
    code: 'missing-run-file',
    says: /run\.ts is missing/,
    means: 'A task is a folder with sweep.ts and run.ts.',
    next: 'export async function run(config, ctx) { … } in run.ts, beside sweep.ts.',
  },
  {
    code: 'missing-data',
    says: /data '.*' matches no file|data '.*': the package is not installed|data '.*': .*(?:there is no|has no)/,
    means: 'Declared data is part of the key of each run, so it must be there before any of them.',
    next: 'Paths are relative to the task; npm:<package>/<path> is data in an installed package.',
  },
  {
    code: 'outside-workspace',
    says: /'.*' is outside the workspace/,
    means: 'Data outside the workspace is not there in the next clone.',
    next: 'Put a copy or a link into the workspace.',
  },
  {
    code: 'computed-import',
    says: /the path of `.*` is computed, so/,
    means: 'What is loaded by a computed path cannot be in the key, and a change of it would go unnoticed.',
    next: 'Write the path out, or begin it with a literal folder.',
  },
  {
    code: 'unknown-task',
    says: /there is no task '/,
    means: 'A task is the folder tasks/<task> with a sweep.ts; its name is that of the folder.',
    next: 'Take the name that is proposed. A folder that was renamed is another task; its results are found again, by their keys.',
  },
  {
    code: 'wrong-command',
    says: /the inputs of a command are a list of paths|a command without inputs|the command `.*` cannot be started|the command runs .*, which is not among its inputs|there is no program /,
    means: 'command(…) starts one program without a shell, and the files that it declares are in the key.',
    next: "List its files: command('python train.py', { inputs: ['train.py'] }); what needs a shell goes into a script.",
  },
]
