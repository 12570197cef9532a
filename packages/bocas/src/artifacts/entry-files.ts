/** How a run was executed: when, where, from which commit. */
export const EXECUTION_FILE = 'execution.json'
/** Beside it: by what the code of the run differed from its commit; there is none when it did not differ. */
export const DIFF_FILE = 'changes.diff'

/** The files of a result beside its payloads. A payload takes none of these names; whoever writes another file into an entry adds it here. */
export const ENTRY_FILES = ['result.json', EXECUTION_FILE, 'ingredients.json', 'run.log', DIFF_FILE] as const
