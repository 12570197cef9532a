import type { Explained } from './explained'

/** Mistakes in what one types. */
export const OF_CALLS = {
  'unknown-command': {
    means: 'There is no such command.',
    next: 'Take the one that is proposed; npx bocas --help lists them.',
  },
  'unknown-run': {
    means: 'No planned or kept run is called so.',
    next: 'npx bocas plan <task> --json and npx bocas runs list the names; quote them in a shell.',
  },
  'missing-reason': {
    means: 'Keeping results after an edit is your claim, and it is recorded with your reason.',
    next: 'npx bocas accept <runs> --because "the log line only"',
  },
  'not-a-count': {
    means: 'It is a whole number, such as how many runs or days.',
    next: '1 or more; of days also 0.',
  },
  'unknown-word': {
    means: 'The variable or option takes certain words only; a misspelt one could waste a night of runs.',
    next: 'Take one of those listed.',
  },
  'wrong-folder': {
    means:
      'The options of @bocas/nx in nx.json say where tasks, papers and results lie, and which tasks each paper is about.',
    next: 'Folders are written from the root of the workspace, with /, and none lies in another one: docs/output.md lists the options.',
  },
  'wrong-types': {
    means: 'With typecheck: "error" in nx.json a task whose types are wrong executes nothing.',
    next: 'Mend the lines that are named; npx nx run <task>:check looks again.',
  },
  'outside-a-workspace': {
    means: 'Commands act on the workspace in which they are called.',
    next: 'cd into it, or make one: npm create bocas@latest my-paper.',
  },
  'no-git': {
    means: 'The command needs a commit, branch or tag of git, and there is none of that name.',
    next: 'git init, git add --all, git commit; on CI fetch the whole history.',
  },
  'nothing-drawn-yet': {
    means: 'The facts, figures and tables that the command looks at have not been made.',
    next: 'npx nx run-many -t figures',
  },
  'exclusive-options': {
    means: 'The two options contradict one another.',
    next: 'Leave one out.',
  },
  'unknown-flag': {
    means: 'Nx passes on what it does not know, and a misspelt flag would be ignored.',
    next: 'Take the flag that is proposed. Values of a config are set in sweep.ts, or by nx run <task>:try key=value.',
  },
  'wrong-override': {
    means: 'nx run <task>:try takes key=value, with keys and alternatives of the sweep.',
    next: 'nx run mnist:try optimizer=adam model.lr=0.02',
  },
  'files-in-the-way': {
    means: 'Generators overwrite nothing.',
    next: 'Choose another name, or move what is there.',
  },
  'old-node': {
    means: 'This Node lacks what bocas uses.',
    next: 'Install a newer one, for example by nvm install 24; docs/versions.md lists those that were tried.',
  },
  'old-nx': {
    means: 'This Nx lacks what the plugin uses.',
    next: 'npx nx migrate latest; docs/versions.md lists those that were tried.',
  },
} as const satisfies Readonly<Record<string, Explained>>
