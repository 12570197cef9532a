// Loads a plugin as Nx does, with nothing loaded before, and calls its createNodes as often as asked.
// node probe.cjs <calls>: prints {"loaded": cpu, "calls": [{"wall", "cpu", "projects"}]}: seconds of this process alone, "loaded" since its start.
const { createRequire } = require('node:module')
const { join } = require('node:path')

const root = process.cwd()
const calls = Number(process.argv[2])

const clock = () => {
  const wall = performance.now()
  const cpu = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return { wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6 }
  }
}

async function main() {
  const plugin = createRequire(join(root, 'package.json'))('@bocas/nx')
  const { user, system } = process.cpuUsage()
  const spent = []
  for (let call = 0; call < calls; call++) {
    const calling = clock()
    const results = await plugin.createNodes[1](
      ['tasks/trivial/sweep.ts'],
      {},
      { workspaceRoot: root, nxJsonConfiguration: {} },
    )
    spent.push({
      ...calling(),
      projects: results.reduce((sum, [, { projects }]) => sum + Object.keys(projects).length, 0),
    })
  }
  process.stdout.write('\n' + JSON.stringify({ loaded: (user + system) / 1e6, calls: spent }))
  // esbuild's service would keep the process for a while; Nx's plugin process ends it in the same way.
  process.exit(0)
}

main()
