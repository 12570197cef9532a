import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { READS, RUNS, type Guarded, type ProbedGuards } from '../guards/probe'
import type { Contender } from '../contender'
import type { Question } from './question'

/** Milliseconds that the guards of a run may take. */
const GOAL = 3

/** What do the guards against undeclared reads cost a run, and figures? Each sample is a process of its own, as runs and figures are. */
export const guards: Question = {
  name: 'guards',
  asks: 'What do the guards against undeclared reads cost a run, and figures?',
  sizes: [],
  async prepare(_n, _options, { later }) {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-guards-')))
    later(() => rmSync(root, { recursive: true }))
    for (const file of ['tasks/toy/x.csv', '.bocas/bundles/code.mjs', '.bocas/work/run/job.json', ...runFiles()]) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), '1')
    }
    const probe = join(root, 'probe.cjs')
    await build({
      entryPoints: [join(__dirname, '..', 'guards', 'probe.ts')],
      outfile: probe,
      bundle: true,
      platform: 'node',
      target: 'node20',
      logLevel: 'silent',
      external: ['esbuild'],
      banner: { js: `const __importMetaUrl=require('node:url').pathToFileURL(__filename).href;` },
      define: { 'import.meta.url': '__importMetaUrl' },
    })
    const contender = (name: string, what: Guarded, part: keyof ProbedGuards, against?: string): Contender => ({
      name,
      ...(against !== undefined && { against: { name: against } }),
      async measure() {
        const told = execFileSync(process.execPath, [probe, what, root], { encoding: 'utf8', cwd: root })
        return (JSON.parse(told) as ProbedGuards)[part]
      },
    })
    const bare = `${READS} reads of a small file, unguarded`
    return {
      title: 'guards of a run and of figures',
      contenders: [
        contender('put into a run and asked in the end', 'run', 'guards'),
        contender(`put into figures of ${RUNS} runs and asked in the end`, 'figures', 'guards'),
        contender(`${READS} reads of a small file in a run`, 'run', 'reads', bare),
        contender(`${READS} reads of a small file in figures`, 'figures', 'reads', bare),
        contender(bare, 'nothing', 'reads'),
      ],
      notes: [
        `aimed at: less than ${GOAL} ms for a run`,
        'each sample is a process of its own; the file is declared, which is what nearly all reads of a run are',
      ],
    }
  },
}

const runFiles = (): string[] =>
  Array.from({ length: RUNS }, (_, index) => `paper/artifacts/toy/run=${index}/result.json`)
