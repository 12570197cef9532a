import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import { EMPTY_IMAGE } from '../../../packages/figures/src/empty-image'
import { REPOSITORY } from '../../e2e/rig/places'
import { PYTHON, versionsOf } from '../measure/system-python'
import { succeeded, timed } from '../measure/timed'
import { ARTIFACTS, makeResults } from '../results/make-results'
import type { ToldOfScale } from '../results/draw-results'
import type { Contender } from '../contender'
import type { Question } from './question'

/** What does it take from thousands of stored results to a pivot table and figures, beside pandas and matplotlib? */
export const scale: Question = {
  name: 'scale',
  asks: 'What does it take from thousands of results to a table and figures, beside pandas and matplotlib?',
  sizes: [5_000, 20_000],
  async prepare(n, _options, { say, later }) {
    const folder = mkdtempSync(join(tmpdir(), 'bocas-bench-scale-'))
    later(() => rmSync(folder, { recursive: true, force: true }))
    say(`making ${n} results`)
    await makeResults(folder, n)
    const versions = versionsOf('pandas', 'matplotlib')
    const bundle = await bundled(script('draw-results.ts'))
    later(() => rmSync(dirname(bundle), { recursive: true, force: true }))
    const most = new Map<string, number>()
    const notes: string[] = [
      'each a process of its own, from its start; both read every result.json, and only ours verifies it',
    ]
    const contender = (name: string, command: readonly string[], against?: Contender['against']): Contender => ({
      name,
      ...(against && { against }),
      async measure() {
        const out = mkdtempSync(join(folder, 'out-'))
        const call = succeeded(name, await timed([...command, folder, out], { cwd: REPOSITORY, env: process.env }))
        const told = JSON.parse(call.output.slice(call.output.indexOf('{'))) as ToldOfScale
        if (told.values !== 2 * n) throw new Error(`${name} has ${told.values} values of ${2 * n} in its table`)
        most.set(name, Math.max(most.get(name) ?? 0, told.memory))
        notes[1] = `most memory of a process: ${[...most].map(([one, memory]) => `${one} ${memory.toFixed(0)} MB`).join(', ')}`
        rmSync(out, { recursive: true, force: true })
        return { wall: call.wall, cpu: call.cpu }
      },
    })
    if (versions === undefined) notes.push('pandas and matplotlib are not installed: skipped')
    const theirs = `pandas and matplotlib ${versions ?? ''}`.trim()
    return {
      title: `${n} results of ${ARTIFACTS} artifacts each, to a pivot table, bars and a scatter of all runs, in three formats`,
      contenders: [
        ...(versions === undefined ? [] : [contender(theirs, [PYTHON, script('draw_results.py')])]),
        contender(
          'read, pivot and draw',
          [process.execPath, bundle],
          versions === undefined ? undefined : { name: theirs, goal: 1 },
        ),
      ],
      notes,
    }
  },
}

const script = (name: string): string => join(__dirname, '..', 'results', name)

/** As JavaScript, which releases are: to translate TypeScript each time takes longer than to draw. Beside our packages, where Node finds theirs. */
async function bundled(entry: string): Promise<string> {
  const folder = join(REPOSITORY, 'tmp', `bench-scale-${process.pid}`)
  const outfile = join(folder, 'draw.cjs')
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    external: ['@napi-rs/canvas', '@fontsource/*', 'chart.js', '@sgratzl/*', 'hyparquet-writer'],
    logLevel: 'error',
  })
  // As in a release it lies beside the code.
  cpSync(EMPTY_IMAGE, join(folder, basename(EMPTY_IMAGE)))
  return outfile
}
