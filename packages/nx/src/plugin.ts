/** The door by which Nx loads the plugin: `"plugins": ["@bocas/nx"]` in nx.json. */
export const name = '@bocas/nx'
export { createNodes } from './graph/create-nodes'
export { createDependencies } from './graph/create-dependencies'
export { preTasksExecution } from './graph/pre-tasks-execution'
