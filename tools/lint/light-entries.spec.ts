import { join } from 'node:path'
import { build } from 'esbuild'

const NX = join(__dirname, '../../packages/nx/src')

/** What may be loaded of our packages before it is known what a call has to do. */
const LIGHT = ['bocas/internal/light', 'bocas/internal/store']

/** The files with imports from our packages that are not light. */
async function heavyImports(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [join(NX, entry)],
    bundle: true,
    packages: 'external',
    write: false,
    metafile: true,
    platform: 'node',
    logLevel: 'silent',
    absWorkingDir: NX,
  })
  return Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
    imports
      .filter(({ kind, external, path }) => external && kind === 'import-statement' && /^(?:@bocas|bocas)\b/.test(path))
      .filter(({ path }) => !LIGHT.includes(path))
      .map(({ path }) => `${file}: ${path}`),
  )
}

it.each(['plugin.ts', 'graph/pre-tasks-execution.ts', 'executors/run/run-batch.impl.ts'])(
  'every call of nx waits for %s, which loads neither statistics nor figures',
  async (entry) => expect(await heavyImports(entry)).toEqual([]),
)

it('what draws loads them', async () => {
  expect(await heavyImports('executors/paper/paper.impl.ts')).not.toEqual([])
})
