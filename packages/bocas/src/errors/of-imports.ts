import type { Explained } from './explained'

/** Results of other programs, on their way into this workspace. */
export const OF_IMPORTS = {
  'nothing-to-import': {
    means: 'What was named is no folder or file of that program, or holds no run that has come to its end.',
    next: 'Name the folder mlruns or wandb, the database mlflow.db, or an export. docs/imports.md lists what is read.',
  },
  'import-needs-choice': {
    means:
      'The folder or table holds more than can be told apart without you: several experiments, or columns that may be settings or metrics.',
    next: 'Name them with the option that the message has; npx bocas import --help lists all.',
  },
  'import-needs-program': {
    means: 'What was named is a database, and neither Python nor this version of Node reads it.',
    next: 'Install Python 3, whose own library reads it, or use Node 22.13 or later.',
  },
  'import-name': {
    means:
      'A setting or metric of the other program cannot be called so here, two of them would have one name, or an option names one that no run has.',
    next: 'Give it another name: --rename <old>=<new>.',
  },
  'damaged-import': {
    means:
      'A file was cut, edited, or is of another form than its name says. Nothing is imported while one of the runs cannot be read: a number that was cut is a number, too.',
    next: 'Export it again, or leave the run out. A file in imported/ is made anew by npx bocas import.',
  },
} as const satisfies Readonly<Record<string, Explained>>
