/** The files of a result beside its payloads. A payload takes none of these names; whoever writes another file into an entry adds it here. */
export const ENTRY_FILES = ['result.json', 'provenance.json', 'ingredients.json', 'run.log', 'changes.diff'] as const
