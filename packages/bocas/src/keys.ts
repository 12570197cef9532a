/** The door for planning: keys, places and problems, and nothing that is slow to load. The graph of every nx command goes through it. */
export { canonicalJson, sha256 } from './keys/canonical-json'
export { sha256File } from './keys/file-digest'
export { PROTOCOL, runKeys, type PinnedPackage, type ProgramIngredients, type RunIngredients } from './keys/run-key'
export { formatProblem, formatProblems, nearest, suggest, type Problem } from './problems'
export type { Json, Limits, PlannedRun, RetriedReason, SweepPlan } from './sweep'
export { workspacePaths, type WorkspacePaths } from './store/workspace-paths'
export { checkDeclaration, type CommandDeclaration } from './run/command-declaration'
export { isOwnProgram, splitWords, versionQuestion } from './run/command-line'
