/** The file that makes a folder a task. */
export const SWEEP_GLOB = 'tasks/*/sweep.ts'

/** The texts of which one makes `paper/` a project. */
export const PAPER_FILES = ['paper/main.typ', 'paper/main.tex', 'paper/main.md']

/** The files from which the graph is made: a file of its own, because the plugin says it before anything else is loaded. */
export const GRAPH_GLOB = `{${[SWEEP_GLOB, ...PAPER_FILES].join()}}`
