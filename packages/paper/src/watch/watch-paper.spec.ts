import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type * as Chokidar from 'chokidar'
import type { BuiltPaper, PaperJob } from '../shared/job'
import { factsFile, makePaper, sealMade } from '../test-paper'
import { formatPaperError } from '../shared/problems'
import { watchPaper } from './watch-paper'

const chokidar = jest.requireActual<typeof Chokidar>('chokidar')
const made: string[] = []
const IMPORT = '#import "build/bocas.typ": fact, fig, tab\n'

/** A watch under way, and what it has told so far. */
function watch(paperDir: string, job: Partial<PaperJob> = {}) {
  const told: (BuiltPaper | string)[] = []
  const stop = new AbortController()
  const ended = watchPaper(
    { paperDir, tasks: ['mnist', 'paper'], out: path.join(paperDir, 'build', 'paper.pdf'), ...job },
    { onBuilt: (built) => void told.push(built), onProblem: (problem) => told.push(formatPaperError(problem)) },
    stop.signal,
  )
  const next = async (count: number): Promise<BuiltPaper | string> => {
    for (let tries = 0; told.length < count; tries++) {
      if (tries > 400) throw new Error(`waited in vain for build ${count} of ${JSON.stringify(told)}`)
      await sleep(25)
    }
    return told[count - 1]!
  }
  return { told, next, stop: () => stop.abort(), ended }
}

function paper(files: Readonly<Record<string, string>>): { dir: string; write(file: string, text: string): void } {
  const dir = makePaper({ 'facts/paper.json': factsFile('paper', { gain: '3' }), ...files })
  made.push(path.dirname(dir))
  return {
    dir,
    write(file, text) {
      mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
      writeFileSync(path.join(dir, file), text)
      if (file.includes('facts/') && text !== 'x')
        sealMade(file.startsWith('drafts') ? path.join(dir, 'drafts') : dir, { again: true })
    },
  }
}

afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

describe('watchPaper', () => {
  it('builds at once and after every edit, in new folders too, and ends when told to', async () => {
    const { dir, write } = paper({ 'main.typ': `${IMPORT}one #fact("gain")` })
    const { next, told, stop, ended } = watch(dir)
    expect(await next(1)).toMatchObject({ pages: 1, facts: ['gain'] })
    const first = readFileSync(path.join(dir, 'build/paper.pdf'))

    write('main.typ', `${IMPORT}one #pagebreak() two`)
    expect(await next(2)).toMatchObject({ pages: 2, facts: [] })
    expect(readFileSync(path.join(dir, 'build/paper.pdf')).equals(first)).toBe(false)

    write('sections/deep/three.typ', '#pagebreak() three')
    await next(3)
    write('main.typ', `${IMPORT}one #pagebreak() two #include "sections/deep/three.typ"`)
    expect(await next(4)).toMatchObject({ pages: 3 })
    write('sections/deep/three.typ', 'no page of its own')
    expect(await next(5)).toMatchObject({ pages: 2 })

    stop()
    await ended
    const count = told.length
    write('main.typ', 'after')
    await sleep(150)
    expect(told).toHaveLength(count)
  })

  it('tells of problems and goes on, and sees facts that are drawn meanwhile', async () => {
    const { dir, write } = paper({ 'main.typ': `${IMPORT}#fact("mnist.best")` })
    const { next, stop, ended } = watch(dir)
    expect(await next(1)).toContain('✖ unknown fact "mnist.best" → at paper/main.typ:2:2')
    write('facts/mnist.json', factsFile('mnist', { best: 'CNN' }))
    expect(await next(2)).toMatchObject({ facts: ['mnist.best'] })
    stop()
    await ended
  })

  it('misses no edit that follows another one at once', async () => {
    const { dir, write } = paper({ 'main.typ': 'text' })
    const { told, next, stop, ended } = watch(dir)
    await next(1)
    for (const delay of [0, 5, 10, 20, 30, 35, 40, 45, 60]) {
      write('main.typ', `${IMPORT}#fact("typo ${delay}")`)
      await sleep(delay)
      const pages = 2 + delay
      write('main.typ', `text ${'#pagebreak() more '.repeat(pages - 1)}`)
      for (let tries = 0; (told.at(-1) as Partial<BuiltPaper>).pages !== pages; tries++) {
        if (tries > 400) throw new Error(`the edit ${delay} ms after another one is not built`)
        await sleep(25)
      }
    }
    stop()
    await ended
  })

  it('builds after an edit of which the system tells nothing, as on a network disk', async () => {
    const { dir, write } = paper({ 'main.typ': 'text' })
    jest.spyOn(chokidar, 'watch').mockReturnValueOnce(new chokidar.FSWatcher())
    const { next, stop, ended } = watch(dir)
    await next(1)
    write('main.typ', 'text #pagebreak() more')
    expect(await next(2)).toMatchObject({ pages: 2 })
    stop()
    await ended
  })

  it('builds nothing for what no paper is made of, and once for a save in several steps', async () => {
    const { dir, write } = paper({ 'main.typ': 'text' })
    const { told, next, stop, ended } = watch(dir)
    await next(1)
    for (const file of [
      'main.typ~',
      '.main.typ.swp',
      '4913',
      'artifacts/mnist/run/result.json',
      'drafts/facts/mnist.json',
    ]) {
      write(file, 'x')
    }
    await sleep(200)
    expect(told).toHaveLength(1)
    write('main.typ.part', 'text #pagebreak() more')
    renameSync(path.join(dir, 'main.typ.part'), path.join(dir, 'main.typ'))
    expect(await next(2)).toMatchObject({ pages: 2 })
    await sleep(200)
    expect(told).toHaveLength(2)
    stop()
    await ended
  })

  it('watches, for a draft, what was drawn as one', async () => {
    const { dir, write } = paper({
      'main.typ': `${IMPORT}#fact("gain")`,
      'drafts/facts/paper.json': factsFile('paper', {}),
    })
    const roots = { facts: 'drafts/facts', figures: 'drafts/figures', tables: 'drafts/tables' }
    const { next, stop, ended } = watch(dir, { draft: true, roots, out: path.join(dir, 'drafts', 'paper.pdf') })
    expect(await next(1)).toMatchObject({ facts: [] })
    write('drafts/facts/paper.json', factsFile('paper', { gain: '3 (1/5)' }))
    expect(await next(2)).toMatchObject({ facts: ['gain'], warnings: [] })
    stop()
    await ended
  })
})
