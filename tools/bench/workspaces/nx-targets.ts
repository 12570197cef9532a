import { Rig } from '../../e2e/rig/rig'

/** What a table calls a workspace of targets that are a `batch`: the least that Nx takes by itself. */
export const BARE_BATCH = 'bare Nx batch'

/** What each of the `n` targets of the workspace does. */
export type TargetKind = 'run-commands' | 'node' | 'batch'

/**
 * A workspace without bocas: a plugin of twenty lines infers `n` projects, each with one cached target that writes one small file.
 * Inputs and outputs are as narrow as they can be said by hand.
 *
 * - `run-commands`: `nx:run-commands` with a shell's `echo`, as one would write them by hand.
 * - `node`: the same with a process of Node's.
 * - `batch`: the least that an executor with `batchImplementation` and `preferBatch` can do, in the process that Nx gives it.
 */
export function nxTargets(n: number, kind: TargetKind): Rig {
  const files = 'node_modules/bench-targets'
  return Rig.create({
    'nx.json': json({ plugins: ['bench-targets'], analytics: false, neverConnectToCloud: true }),
    'runs.json': json({ n, kind }),
    '.gitignore': 'node_modules/\n.nx/\nout/\n',
    [`${files}/package.json`]: json({
      name: 'bench-targets',
      version: '1.0.0',
      main: 'plugin.js',
      executors: './executors.json',
    }),
    [`${files}/plugin.js`]: PLUGIN,
    [`${files}/executors.json`]: json({
      executors: {
        write: {
          implementation: './one.js',
          batchImplementation: './batch.js',
          preferBatch: true,
          schema: './schema.json',
        },
      },
    }),
    [`${files}/schema.json`]: json({
      type: 'object',
      properties: { i: { type: 'number' } },
      additionalProperties: false,
    }),
    [`${files}/one.js`]: `throw new Error('this bench measures batches')\n`,
    [`${files}/batch.js`]: BATCH,
  })
}

/** Throws unless every target has written its file. */
export function expectFiles(rig: Rig, n: number): void {
  const { length } = rig.list('out')
  if (length !== n) throw new Error(`${length} of ${n} targets have written their file`)
}

const PLUGIN = `const { readFileSync } = require('node:fs')
const { join } = require('node:path')

exports.createNodes = ['runs.json', ([file], _options, { workspaceRoot }) => {
  const { n, kind } = JSON.parse(readFileSync(join(workspaceRoot, file), 'utf8'))
  const work = (i) => kind === 'batch'
    ? { executor: 'bench-targets:write', options: { i } }
    : { executor: 'nx:run-commands', options: { command: \`mkdir -p out/\${i} && \${kind === 'node' ? 'node -p' : 'echo'} \${i} > out/\${i}/result.json\` } }
  const projects = {}
  for (let i = 0; i < n; i++) projects[\`out/\${i}\`] = {
    name: \`run-\${i}\`,
    root: \`out/\${i}\`,
    targets: {
      experiment: {
        ...work(i),
        cache: true,
        inputs: ['{workspaceRoot}/runs.json', { externalDependencies: [] }],
        outputs: ['{projectRoot}'],
      },
    },
  }
  return [[file, { projects }]]
}]
`

const BATCH = `const { mkdirSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

module.exports.default = async function* ({ tasks }, inputs, _overrides, { root }) {
  for (const id of Object.keys(tasks)) {
    const startTime = Date.now()
    const folder = join(root, 'out', String(inputs[id].i))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'result.json'), inputs[id].i + '\\n')
    yield { task: id, result: { success: true, terminalOutput: '', startTime, endTime: Date.now() } }
  }
}
`

function json(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`
}
