/** The entry point for planning: keys, places and problems, and nothing that is slow to load. The graph of every nx command goes through it. */
export { canonicalCopy, canonicalJson, sha256 } from './keys/canonical-json'
export { nameProblem, namesTakenTwice } from './artifacts/names'
export { posixPath } from './files/posix-path'
export { writeWholeSync } from './files/write-whole'
export {
  aBlockOf,
  aBlockWith,
  aCount,
  aListOf,
  aSwitch,
  aText,
  oneWordOf,
  setting,
  type Setting,
} from './files/settings'
export { sha256File } from './keys/file-digest'
export { isFailedCommand, isSyntaxError, isSystemError, isUnreadable, isUnresolved } from './files/expected-errors'
export { PROTOCOL, runKeys, type PinnedPackage, type ProgramIngredients, type RunIngredients } from './keys/run-key'
export { asCodes, CODES, codedError, codeOf, EXPLAINED, explainCommand, readCode, withCodes } from './errors/codes'
export type { Codes, ErrorCode } from './errors/codes'
export {
  codesOf,
  editDistance,
  formatError,
  formatProblem,
  formatProblems,
  inWords,
  isProblemsError,
  nearest,
  ProblemsError,
  problemsBelow,
  problemsIn,
  suggest,
  type Problem,
  withHints,
} from './problems'
export { CHECKLIST, nameInText, PAPER_TASK, type OutputKind } from './results/made/name-in-text'
export { agrees } from './results/runs/agrees'
export { valueAt, wordsFor } from './results/stored/config-path'
export { patternProblems } from './results/runs/only'
export { isTake, type Take } from './sweep/read/takes'
export type { Json, Limits, MetricRoles, PlannedRun, RetriedReason, SweepPlan } from './sweep'
export { ROLES_BY_CONVENTION } from './sweep/author/metric-roles'
export { diskProblem } from './store/disk-problem'
export { layoutOf, parseJson, pluginOptions, readLayout, readPluginOptions, TYPECHECKS } from './store/layout'
export type { Layout, PaperFolder, Typecheck } from './store/layout'
export { GENERATED_IN_PAPER, workspacePaths, type WorkspacePaths } from './store/workspace-paths'
export { checkDeclaration, type CommandDeclaration } from './run/command-declaration'
export { isOwnProgram, splitWords, versionQuestion } from './run/command-line'
export { isInToolFolder, MADE_BY_TOOLS } from './run/tool-folders'
export { isSecret } from './run/variables'
