import type { Explained } from './explained'

/** Mistakes in what one types. */
export const OF_CALLS: readonly Explained[] = [
  {
    code: 'unknown-command',
    says: /bocas has no command '/,
    means: 'There is no such command.',
    next: 'Take the one that is proposed; npx bocas --help lists them.',
  },
  {
    code: 'unknown-run',
    says: /there is no run '|there is no run "/,
    means: 'No planned or kept run is called so.',
    next: 'npx bocas plan <task> --json and npx bocas runs list the names; quote them in a shell.',
  },
  {
    code: 'missing-reason',
    says: /bocas accept needs a reason/,
    means: 'To keep results over an edit is a claim of yours, and it is on record.',
    next: 'npx bocas accept <runs> --because "the log line only"',
  },
  {
    code: 'not-a-count',
    says: /--parallel is '|BOCAS_PARALLEL is '|--rerun is '/,
    means: 'It is a number of runs.',
    next: '1 or more.',
  },
  {
    code: 'unknown-word',
    says: /BOCAS_(?:TRAIN|PROGRESS|ON_INTERRUPT) is '/,
    means: 'The variable takes a few words; a misspelt one must not cost a night.',
    next: 'Take one of those listed.',
  },
  {
    code: 'wrong-folder',
    says: /`(?:tasksDir|paperDir|artifactsDir|typecheck)` is |tasks, papers and artifacts each have a folder apart|two papers are called |paperDir says that |the tasks of the paper .* are /,
    means:
      'The options of @bocas/nx in nx.json say where tasks, papers and results lie, and which tasks each paper is about.',
    next: 'Folders are written from the root of the workspace, with /, and none lies in another one: docs/output.md lists the options.',
  },
  {
    code: 'wrong-types',
    says: /problems? in the types of |^✖ tasks\/.*\(TS\d+\)$/m,
    means: 'With typecheck: "error" in nx.json a task whose types are wrong executes nothing.',
    next: 'Mend the lines that are named; npx nx run <task>:check looks again.',
  },
  {
    code: 'outside-a-workspace',
    says: /there is no nx\.json in /,
    means: 'Commands act on the workspace that they are called in.',
    next: 'cd into it, or make one: npm create bocas@latest my-paper.',
  },
  {
    code: 'no-git',
    says: /is not in a git repository|which is not installed\n {2}install it: https:\/\/git-scm|git cannot be asked for|nothing is committed yet|git knows no '/,
    means: 'What is compared is what a commit has.',
    next: 'git init, git add --all, git commit; on CI fetch the whole history.',
  },
  {
    code: 'nothing-drawn-yet',
    says: /no facts, figures or tables are here/,
    means: 'What is asked about is made by figures.',
    next: 'npx nx run-many -t figures',
  },
  {
    code: 'exclusive-options',
    says: /exclude each other/,
    means: 'The two options contradict one another.',
    next: 'Leave one out.',
  },
  {
    code: 'unknown-flag',
    says: /(?:experiment|try) takes no /,
    means: 'Nx passes on what it does not know, and a misspelt flag would be ignored.',
    next: 'Take the flag that is proposed. Values of a config are set in sweep.ts, or by nx run <task>:try key=value.',
  },
  {
    code: 'wrong-override',
    says: /is no override|is given twice|: not a number|: did you mean '.*'\?\n {2}the sweep has|fits no run together with|is ambiguous/,
    means: 'nx run <task>:try takes key=value, with keys and alternatives of the sweep.',
    next: 'nx run mnist:try optimizer=adam model.lr=0.02',
  },
  {
    code: 'files-in-the-way',
    says: /already, and nothing is overwritten/,
    means: 'Generators overwrite nothing.',
    next: 'Choose another name, or move what is there.',
  },
  {
    code: 'old-node',
    says: /bocas needs Node /,
    means: 'This Node lacks what bocas uses.',
    next: 'Install a newer one, for example by nvm install 24; docs/versions.md lists those that were tried.',
  },
  {
    code: 'old-nx',
    says: /bocas needs Nx /,
    means: 'This Nx lacks what the plugin uses.',
    next: 'npx nx migrate latest; docs/versions.md lists those that were tried.',
  },
]
