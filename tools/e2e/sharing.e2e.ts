import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { bocas } from './rig/bocas'
import { git } from './rig/git'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { bytesBelow } from './rig/store'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(900_000)

const TYPST = `#import "build/bocas.typ": fact, fig, tab

The runs are #fact("alpha.names").
#tab("alpha/scores", caption: [Scores])
`
const FILES = {
  '.gitattributes': 'paper/results.lock.json merge=union\n',
  'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), seed: seeds(2) }'),
  'tasks/alpha/run.ts': runTs({ returns: '{ score: config.lr * 100, rows: table([{ step: 1, loss: config.lr }]) }' }),
  'tasks/alpha/figures.ts': figuresTs('lr'),
  // Nobody draws it.
  'tasks/beta/sweep.ts': sweepTs('{ lr: sweep([1, 2, 3]) }'),
  'tasks/beta/run.ts': runTs(),
  'paper/main.typ': TYPST,
}

describe('results that one machine has and another one needs', () => {
  let rig: Rig
  const remote = (): string => join(rig.places.base, 'remote')
  beforeAll(async () => {
    rig = Rig.create(FILES)
    successful(await rig.nx('run paper:build'))
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toHaveLength(7)
  })
  afterAll(() => rig.dispose())

  it('are pushed, and named in git', async () => {
    const dry = await bocas(rig, ['push', '--to', remote(), '--dry-run'])
    expect(dry.stdout).toMatch(/^to push: 7 results, .* kB, to .*remote\nnothing is sent yet/)
    expect([dry.code, rig.list('paper').includes('results.lock.json')]).toEqual([0, false])
    const { code, stdout, output } = await bocas(rig, ['push', '--to', remote()])
    expect({ code, output }).toEqual({ code: 0, output: stdout })
    expect(stdout).toMatch(
      /pushed: 7 results, .* kB, to .*remote\npaper\/results\.lock\.json: 7 results, 7 new: commit it\n$/,
    )
    rig.commit()
    expect(git(rig.root, 'ls-files', 'paper/results.lock.json').trim()).toBe('paper/results.lock.json')
    const again = await bocas(rig, ['push'])
    expect(again.stdout).toMatch(
      /^pushed: 0 results, 0 bytes, to .*remote; 7 there already\npaper\/results\.lock\.json is as it was\n$/,
    )
  })

  it('are pulled by a clone, which executes nothing and prints the same paper', async () => {
    const clone = rig.clone('b')
    const { code, stdout } = await bocas(clone, ['pull', '--for', 'paper', '--from', remote()])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/pulled: 4 results, .* kB, from .*remote\n$/) as string,
    })
    successful(await clone.nx('run paper:build'))
    expect(clone.executions()).toEqual([])
    const [own, other] = [rig, clone].map(({ root }) => bytesBelow(join(root, 'paper/build'))['paper.pdf'])
    expect(own).toBe(other)
    expect((await bocas(clone, ['pull'])).stdout).toMatch(/pulled: 3 results, .* kB, from .*remote; 4 here already\n$/)
    successful(await clone.nx('run-many -t experiment'))
    expect(clone.executions()).toEqual([])
    expect((await bocas(clone, ['verify'])).code).toBe(0)
    mkdirSync(join(clone.root, '.bocas'), { recursive: true })
  })
})
