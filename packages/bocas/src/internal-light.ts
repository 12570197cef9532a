/** The entry point for planning: keys, places and problems, and nothing that is slow to load. The graph of every nx command goes through it. */
export { canonicalCopy, canonicalJson, isSameJson, isSha256, sha256 } from './keys/canonical-json'
export { nameProblem, namesTakenTwice } from './artifacts/names'
export { filesBelow, isFile, jsonIn, namesIn, textIfThere } from './files/if-there'
export {
  installedPackage,
  isBelowAny,
  isInstalled,
  isWithin,
  namesWithin,
  posixPath,
  posixRelative,
  realPath,
} from './files/paths'
export { makeBesideSync, writeWholeSync } from './files/write-whole'
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
export { hasDigest, sha256File } from './keys/file-digest'
export { isFailedCommand, isSyntaxError, isSystemError, isUnreadable, isUnresolved } from './files/expected-errors'
export { PROTOCOL, runKeys, type PinnedPackage, type ProgramIngredients, type RunIngredients } from './keys/run-key'
export {
  asCodes,
  CODES,
  codedError,
  codeOf,
  EXPLAINED,
  explainCommand,
  parseErrorCode,
  withCodes,
} from './errors/codes'
export type { Codes, ErrorCode } from './errors/codes'
export {
  codesOf,
  formatError,
  formatProblem,
  formatProblems,
  inWords,
  isProblemsError,
  messageOf,
  ProblemsError,
  problemsBelow,
  problemsHeading,
  problemsIn,
  type Problem,
  withHints,
} from './problems'
export { append, extentOf, groupBy, leastOf, mapValues, mostOf, sortedByName, withoutUndefined } from './collections'
export { isBlock, keyBelow, leafPaths, pathBelow } from './key-path'
export { editDistance, isNear, nearest, suggest } from './suggest'
export { escapeRegExp } from './text/escape-regexp'
export { plural } from './text/plural'
export { quoted, quotedLine } from './text/shell'
export { shorten } from './text/shorten'
export { someOf } from './text/some-of'
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
export { GENERATED_IN_PAPER, isStored, workspacePaths, type WorkspacePaths } from './store/workspace-paths'
export { checkDeclaration, type CommandDeclaration } from './run/command-declaration'
export { partsOfRunId } from './run-id'
export { isOwnProgram, splitWords, versionQuestion } from './run/command-line'
export { isInToolFolder, isTool, MADE_BY_TOOLS } from './run/tool-folders'
export { isSecret } from './run/variables'
