import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { secondsToWait } from '../../examples/evals/tasks/answers/ask'
import { REPOSITORY } from './rig/places'
import { exampleFiles } from './rig/python'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'

jest.setTimeout(600_000)

interface Used {
  readonly answered: number
  readonly refused: number
}

const API = join(REPOSITORY, 'examples', 'evals', 'api', 'server.mjs')

it.each([
  ['120', 120],
  ['0.05', 0.05],
  ['Wed, 21 Oct 2015 07:28:00 GMT', 60],
  ['Wed, 21 Oct 2015 07:20:00 GMT', 0],
  ['soon', undefined],
  [null, undefined],
])('Retry-After: %s asks for %s seconds', (header, seconds) =>
  expect(secondsToWait(header, Date.UTC(2015, 9, 21, 7, 27))).toBe(seconds),
)

it('Retry-After asks for no date where the answer has none', () =>
  expect([secondsToWait('3', NaN), secondsToWait('Wed, 21 Oct 2015 07:28:00 GMT', NaN)]).toEqual([3, undefined]))

/** The example asks an API, so what it costs is the number of requests. */
describe('the example of an API under measurement', () => {
  let rig: Rig
  let api: ChildProcess
  let address: string
  const used = async (): Promise<Used> => (await (await fetch(address)).json()) as Used
  beforeAll(async () => {
    const start = `import(${JSON.stringify(pathToFileURL(API).href)}).then(({ startApi }) => startApi()).then(({ address }) => console.log(address))`
    api = spawn(process.execPath, ['-e', start], { stdio: ['ignore', 'pipe', 'inherit'] })
    address = String((await once(api.stdout!, 'data'))[0]).trim()
    const paper = readFileSync(join(REPOSITORY, 'examples', 'evals', 'paper', 'main.typ'), 'utf8')
    rig = Rig.create(
      { ...exampleFiles('evals', 'tasks'), 'paper/main.typ': paper },
      { env: { EVALS_API: address, BOCAS_SLOTS: 'api=2' } },
    )
  })
  afterAll(() => {
    api?.kill()
    return rig?.dispose()
  })

  it('asks each question once, also where the API refuses some, and builds its page', async () => {
    const { output } = successful(await rig.nx('run paper:build'))
    expect(output).toContain('answers, evals: 24 runs · 24 trained')
    expect(output).not.toContain('⚠')
    expect(output).toContain('paper/build/paper.pdf: 1 page')
    expect((await used()).answered).toBe(12 * 40)
    expect((await used()).refused).toBeGreaterThan(10)
  })

  it('scores anew without asking', async () => {
    rig.edit('tasks/evals/run.ts', '/\\d+/g', '/[0-9]+/g')
    const { output } = successful(await rig.nx('run paper:build'))
    expect(output).toContain('12 trained')
    expect((await used()).answered).toBe(12 * 40)
  })

  it('asks for what is new only', async () => {
    rig.edit('tasks/answers/sweep.ts', 'seeds(3)', 'seeds(4)')
    successful(await rig.nx('run-many -t experiment -p answers'))
    expect((await used()).answered).toBe(16 * 40)
  })
})
