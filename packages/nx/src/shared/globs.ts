/** The file that makes a folder a task. */
const SWEEP_GLOB = 'tasks/*/sweep.ts'

/** The texts of which one makes `paper/` a project. */
export const PAPER_FILES = ['paper/main.typ', 'paper/main.tex', 'paper/main.md']

/** Files that are there where something has a wrong name: what they were meant to be fails and says so, in place of not being found. */
const SLIP_GLOBS = [
  'tasks/*/run.ts',
  'tasks/*/figures.ts',
  'tasks/*/sweep*',
  'tasks/*/Sweep*',
  'paper/figures.ts',
  'paper/*.typ',
  'paper/*.tex',
  'paper/*.md',
]

/** The files from which the graph is made: a file of its own, because the plugin says it before anything else is loaded. */
export const GRAPH_GLOB = `{${[SWEEP_GLOB, ...PAPER_FILES, ...SLIP_GLOBS].join()}}`
