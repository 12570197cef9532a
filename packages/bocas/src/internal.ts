/** The entry point for our own packages: what a researcher never types. All of `bocas/internal/store`, and what is slower to load. */
export * from './internal-store'
export { codesIn } from './errors/codes'
export type { Explained } from './errors/explained'
export { writeWhole } from './files/write-whole'
export * from './results'
export * from './results/made/figure-files'
export * from './artifacts'
export * from './statistics'
export * from './text'
export { LONGEST_NAME, planSweeps, RETRIED_BY_DEFAULT, roleOf, STALL, wrongName } from './sweep'
export { openCheckpoint } from './store/checkpoint'
export { placeProblem } from './store/disk-problem'
export { holdFolder, lostWords, type HeldFolder, type LostFolder } from './store/held-folder'
export { hostName, identityOf, isAlive, type ProcessIdentity } from './store/process-identity'
export { copyResult, showResult } from './store/result-view'
export { declarationOf, declarationOfFigures, type AnyCommand } from './run/command-declaration'
export {
  prepareFiguresProgram,
  runFiguresProgram,
  type DrawingProgram,
  type FiguresProgram,
} from './run/figures-program'
export { LEFT, REASON, type ProgramReason } from './run/program-error'
export { processGuard, signalGroup, signalProcess, type ProcessGuard } from './run/process-guard'
export { PROGRAM, type ProgramPlace } from './run/program-place'
export { strictConfig, type Asking, type StrictConfig } from './run/strict-config'
export { knownKeys, type KnownKeys } from './sweep/author/known-keys'
