/** The entry point for our own packages: what a researcher never types. All of `bocas/internal/made`, and what is slower to load. */
export * from './internal-made'
export type { Explained } from './errors/explained'
export * from './results'
export * from './artifacts'
export { encodeNumber, type StoredNumber } from './artifacts/numbers'
export * from './statistics'
export * from './text'
export { LONGEST_NAME, planSweeps, RETRIED_BY_DEFAULT, roleOf, STALL, wrongName } from './sweep'
export { openCheckpoint } from './store/checkpoint'
export { declarationOf, declarationOfFigures, type AnyCommand } from './run/command-declaration'
export {
  prepareFiguresProgram,
  runFiguresProgram,
  type DrawingProgram,
  type FiguresProgram,
} from './run/figures-program'
export { LEFT, REASON, type ProgramReason } from './run/program-error'
export { linkToolsInto } from './run/program-folder'
export { PROGRAM, type ProgramPlace } from './run/program-place'
export { strictConfig, type Asking, type StrictConfig } from './run/strict-config'
