import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine, JobRequest, JobState } from './engine'

/** An engine under test, and what its jobs see. */
export interface EngineUnderTest {
  readonly engine: Engine
  /** A folder in which jobs have theirs, where they and the test see it. */
  readonly root?: string
  /** The folder of a job, as seen from it; its key else. */
  readonly folderOf?: (key: string) => string
  /** What a place is called in a request, when the engine has its own names for places. */
  readonly there?: (place: string) => string
  /** What `configuration` of a request holds. */
  readonly configuration?: JobRequest['configuration']
  /** By which signal this engine tells a job that it is to end. */
  readonly tells?: 'TERM' | 'USR2'
  /** Seconds in which this engine begins a job that nothing keeps waiting. */
  readonly patience?: number
  readonly end?: () => void | Promise<void>
}

/** For specs: what every engine has to do. Jobs are small scripts, whose traces are files. */
export function engineContract(name: string, make: () => EngineUnderTest | Promise<EngineUnderTest>): void {
  describe(`the engine ${name}`, () => {
    let made: EngineUnderTest
    let root: string
    let own: string | undefined
    beforeAll(async () => {
      made = await make()
      own = made.root === undefined ? realpathSync(mkdtempSync(join(tmpdir(), 'bocas-engine-'))) : undefined
      root = made.root ?? own!
    })
    afterAll(async () => {
      await made.engine.transport?.close?.()
      await made.end?.()
      if (own !== undefined) rmSync(own, { recursive: true, force: true, maxRetries: 5 })
    })

    let count = 0
    /** A request for a job that executes a script for sh. */
    const request = (script: string, words: readonly string[] = []): JobRequest => {
      const key = String(++count).padStart(64, 'a')
      const folder = join(root, made.folderOf?.(key) ?? key)
      const there = made.there ?? ((place) => place)
      const own = there(folder)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'own.sh'), script)
      return {
        key,
        task: 'toy',
        name: `i=${count}`,
        command: ['/bin/sh', `${own}/own.sh`, own, ...words],
        folder: own,
        log: `${own}/run.log`,
        resources: {},
        attempt: 1,
        configuration: made.configuration ?? {},
      }
    }
    const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
      const end = performance.now() + (made.patience ?? 30) * 1000
      while (!(await holds())) {
        if (performance.now() > end) throw new Error(`waited in vain: ${what}`)
        await sleep(100)
      }
    }
    const placeOf = ({ key }: JobRequest, file: string): string => join(root, made.folderOf?.(key) ?? key, file)
    const has = (job: JobRequest, file: string): boolean => existsSync(placeOf(job, file))
    const read = (job: JobRequest, file: string): string => readFileSync(placeOf(job, file), 'utf8')
    const stateOf = async (id: string): Promise<JobState> => (await made.engine.poll([id])).get(id)!
    const isOver = ({ kind }: JobState): boolean => kind === 'ended' || kind === 'unknown'

    it('executes each of many jobs once, with its words as they are, and both outputs in its log', async () => {
      const words = ['a b', "it's", '$HOME "x"', '*', '', 'ü']
      const jobs = Array.from({ length: 12 }, () =>
        request(
          'echo out; echo err >&2; echo x >> "$1/executed"; shift; for w; do printf "%s|" "$w"; done > "$(dirname "$0")/words"',
          words,
        ),
      )
      expect(await made.engine.refuse(jobs)).toEqual([])
      const ids = await made.engine.submit(jobs)
      expect(new Set(ids).size).toBe(12)
      await until('all were executed', () => jobs.every((job) => has(job, 'words')))
      await until('all are over', async () => [...(await made.engine.poll(ids)).values()].every(isOver))
      for (const job of jobs) {
        expect(read(job, 'words')).toBe(words.map((word) => `${word}|`).join(''))
        expect(read(job, 'executed')).toBe('x\n')
        expect(read(job, 'run.log').split('\n').sort()).toEqual(['', 'err', 'out'])
      }
    })

    it('says that a job is there, and at last that it is over or that it knows nothing of it', async () => {
      const job = request('touch "$1/begun"; while [ ! -e "$1/go" ]; do sleep 0.1; done')
      const [id] = await made.engine.submit([job])
      await until('it has begun', () => has(job, 'begun'))
      expect((await stateOf(id!)).kind).toMatch(/^(?:running|waiting)$/)
      writeFileSync(placeOf(job, 'go'), '')
      await until('it is over', async () => isOver(await stateOf(id!)))
    })

    it('tells a job that it is cancelled, and ends it; what has ended already is no error', async () => {
      const script = `trap 'touch "$1/told"; exit 85' ${made.tells ?? 'TERM'}; touch "$1/begun"; while :; do sleep 0.1; done`
      const [job, done] = [request(script), request('exit 0')]
      const ids = await made.engine.submit([job, done])
      await until('it has begun', () => has(job, 'begun'))
      await until('the other is over', async () => isOver(await stateOf(ids[1]!)))
      await made.engine.cancel(ids)
      await until('it was told', () => has(job, 'told'))
      await until('it is over', async () => isOver(await stateOf(ids[0]!)))
      await made.engine.cancel(ids)
    })

    it('knows nothing of jobs that never were, and asks nobody about none', async () => {
      expect((await made.engine.poll([])).size).toBe(0)
      const known = await made.engine.submit([request('exit 0')])
      const stranger = `${known[0]!.replace(/\d/g, '9')}9`
      expect(isOver((await made.engine.poll([stranger])).get(stranger) ?? { kind: 'unknown' })).toBe(true)
    })

    it('finds by its request what it has, when it can find anything', async () => {
      if (!made.engine.find) return
      const [job, other] = [request('touch "$1/begun"; while [ ! -e "$1/go" ]; do sleep 0.1; done'), request('exit 0')]
      const [id] = await made.engine.submit([job])
      await until('it has begun', () => has(job, 'begun'))
      expect(await made.engine.find([other, job])).toEqual([undefined, id])
      writeFileSync(placeOf(job, 'go'), '')
      await until('it is over', async () => isOver(await stateOf(id!)))
    })
  })
}
