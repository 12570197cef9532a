import { execFile } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { REPOSITORY } from '../../e2e/rig/places'
import type { Contender, Sample } from '../contender'
import { writeCollection } from '../loading/collection'
import type { Way } from '../loading/load'
import type { Question } from './question'

/** How long does it take to load results? */
export const results: Question = {
  name: 'results',
  asks: 'How long does it take to load results?',
  sizes: [10_000],
  async prepare(n, _options, { say, later }) {
    const root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-bench-'))
    later(() => rmSync(root, { recursive: true, force: true }))
    say(`writing ${n} results`)
    await writeCollection(root, n)
    const loading = (name: string, way: Way): Contender => ({ name, measure: () => load(way, root, n) })
    const floor = 'JSON.parse of every result.json'
    return {
      title: `one number of each of ${n} results, from disk`,
      contenders: [
        { ...loading('what a figure is given', 'runs'), against: { name: floor } },
        { ...loading('loadCollection', 'collection'), against: { name: floor } },
        loading(floor, 'json'),
      ],
      notes: [
        'what a figure is given, loadCollection: every result checked against its form and its seal; each has a payload, which would be checked when it is read',
        'JSON.parse: nothing is checked and no payload is read; in a fresh process each time, the time to load code not counted',
      ],
    }
  },
}

async function load(way: Way, root: string, n: number): Promise<Sample> {
  const script = join(__dirname, '..', 'loading', 'load.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, way, root], {
    cwd: REPOSITORY,
  })
  const { wall, cpu, numbers } = JSON.parse(stdout) as { wall: number; cpu: number; numbers: number }
  if (numbers !== n) throw new Error(`${numbers} numbers of ${n} results`)
  return { wall, cpu }
}
