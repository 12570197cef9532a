/** The texts of which one makes a folder the folder of a paper. */
export const MAIN_TEXTS = ['main.typ', 'main.tex', 'main.md']

/**
 * The files from which the graph is made: a file of its own, because the plugin says it before anything else is loaded. Also files that are there where
 * something has a wrong name: what they were meant to be fails and says so, in place of not being found.
 *
 * In whatever folder, since the options of the plugin name the folders, and Nx asks for the pattern without saying them.
 */
export const GRAPH_GLOB = `{${['sweep*', 'Sweep*', 'run.ts', 'figures.ts', '*.typ', '*.tex', '*.md'].map((name) => `**/${name}`).join()}}`
