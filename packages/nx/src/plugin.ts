/** What makes the graph; `plugin.cjs` is the door. */
export { createNodes } from './graph/create-nodes'
export { createDependencies } from './graph/create-dependencies'
