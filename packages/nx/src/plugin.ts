/** What makes the graph; Nx loads `plugin.cjs`. */
export { createNodes } from './graph/create-nodes'
export { createDependencies } from './graph/create-dependencies'
export type {
  Engine,
  EngineConfiguration,
  EngineModule,
  EngineOptions,
  EngineTools,
  JobRequest,
  JobResources,
  JobState,
} from './engines/engine'
export type { Login, LoginOptions, ScriptEnd } from './engines/login/login'
export type { Transport } from './engines/transport'
