/** What figures make, and the text of a paper can name. */
export type OutputKind = 'fact' | 'figure' | 'table' | 'claim'

/** The task whose facts, claims, figures and tables belong to the paper as a whole and are named without it: those of `paper/figures.ts`. */
export const PAPER_TASK = 'paper'

/** What `bocas checklist --facts` says of all runs behind a paper. No task can be called so. */
export const CHECKLIST = '@checklist'

/** How the text names what a task has made: `mnist.best`, `mnist/curves`. */
export const nameInText = (kind: OutputKind, task: string, name: string): string =>
  task === PAPER_TASK
    ? name
    : `${task === CHECKLIST ? 'checklist' : task}${kind === 'fact' || kind === 'claim' ? '.' : '/'}${name}`
