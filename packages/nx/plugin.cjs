// The file by which Nx loads the plugin: `"plugins": ["@bocas/nx"]` in nx.json. Under its daemon Nx starts a process for each call that
// runs nothing but the hook, so what makes the graph is loaded when it is asked for.
const { tooOld, versionsHere } = require('./supported.cjs')
const problem = tooOld(versionsHere())
if (problem) throw new Error(problem)
require('./source.cjs')
const { GRAPH_GLOB } = require('./src/shared/globs.ts')
const graph = () => require('./src/plugin.ts')

exports.name = '@bocas/nx'
exports.createNodes = [GRAPH_GLOB, (...asked) => graph().createNodes[1](...asked)]
exports.createDependencies = (...asked) => graph().createDependencies(...asked)
exports.preTasksExecution = require('./src/graph/pre-tasks-execution.ts').preTasksExecution
