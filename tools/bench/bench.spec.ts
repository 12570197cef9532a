import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const REPOSITORY = join(__dirname, '..', '..')
const bench = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', join(__dirname, 'bench.ts'), ...args], { cwd: REPOSITORY })

describe('the bench', () => {
  it('measures, with real nx, runs that are done against targets that are done', async () => {
    const { stdout } = await bench('--only', 'done', '--n', '3', '--samples', '1', '--daemon', 'off', '--json')
    const { answers } = JSON.parse(stdout) as { answers: { title: string; rows: Record<string, unknown>[] }[] }
    expect(answers.map(({ title }) => title)).toEqual(['3 runs, all done'])
    expect(answers[0]!.rows).toEqual([
      expect.objectContaining({
        name: 'bocas, daemon off',
        cpu: expect.any(Number),
        ratios: [expect.objectContaining({ to: 'hand-written, daemon off', goal: 1.2 })],
      }),
      expect.objectContaining({ name: 'hand-written, daemon off', samples: [expect.anything()] }),
      expect.objectContaining({ name: 'bocas after nx reset, daemon off' }),
      ...answers[0]!.rows.slice(3),
    ])
  }, 300_000)

  it('measures, with real nx, what is written for each run', async () => {
    const { stdout } = await bench('--only', 'growth', '--n', '10', '--json')
    const { answers } = JSON.parse(stdout) as { answers: { title: string; rows: { name: string; value: number }[] }[] }
    expect(answers.map(({ title }) => title)).toEqual(['state per run, of 10 runs and of 1'])
    const { rows } = answers[0]!
    // result.json, and in the store also what it was made from, how it was executed and its log; and in .bocas the code and plans that runs share.
    expect(rows).toContainEqual(
      expect.objectContaining({ name: 'bocas: files in paper/artifacts, of 10 runs', value: 1 }),
    )
    expect(rows.find(({ name }) => name === 'bocas: files in .bocas, of 10 runs')!.value).toBeGreaterThan(4)
  }, 300_000)

  it('measures the way from results to a pivot table, and says how much memory it takes', async () => {
    const { stdout } = await bench('--only', 'pivot', '--n', '80', '--samples', '1')
    expect(stdout).toContain('80 results of 10 artifacts each, to a pivot table')
    expect(stdout).toMatch(/read and pivot +[\d.]+ m?s/)
    expect(stdout).toMatch(/most memory of a process: \d+ MB/)
  }, 120_000)

  it('measures a bootstrap, and holds its intervals against those of numpy where that is installed', async () => {
    // As many runs of each task and method: 402 cannot be divided so.
    const { stdout } = await bench('--only', 'bootstrap', '--n', '402', '--samples', '1')
    expect(stdout).toContain('stratified bootstrap of 400 runs, 100 of each task and method, 2000 draws')
    expect(stdout).toMatch(/probability of improvement +[\d.]+ m?s/)
  }, 120_000)

  it('ends with what is wrong, and how it is used', async () => {
    await expect(bench('--only', 'warm')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^✖ --only takes cold, .*, not 'warm'\n\nnpm run bench/),
    })
  }, 60_000)
})
