import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readArguments } from '../../packages/nx/src/cli/arguments'
import { commandNamed } from '../../packages/nx/src/cli/commands'

const root = join(__dirname, '..', '..')

interface Step {
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}
interface Job {
  readonly if: string
  readonly env?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}
interface Workflow {
  readonly on: unknown
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: { readonly review: Job; readonly keep: Job }
}

const workflow = parse(readFileSync(join(root, 'docs/examples/paper-review.yml'), 'utf8')) as Workflow
const { review, keep } = workflow.jobs
const { steps, env = {} } = review
const all = [...steps, ...keep.steps]
const lines = all.flatMap(({ run }) => run?.split('\n') ?? [])
const stepOf = (part: string): number => steps.findIndex(({ run = '', uses = '' }) => `${run}${uses}`.includes(part))

describe('the example workflow', () => {
  it('reviews pull requests, keeps the results of the main branch, and may do no more than read and comment', () => {
    expect(workflow.on).toEqual({ pull_request: null, push: { branches: ['main'] } })
    expect([review.if, keep.if]).toEqual(["github.event_name == 'pull_request'", "github.event_name == 'push'"])
    expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
  })

  it('names each action with its version', () => {
    const actions = all.flatMap(({ uses }) => uses ?? [])
    expect(actions).toHaveLength(6)
    for (const action of actions) expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/)
  })

  it('calls bocas as it is', () => {
    const calls = lines.filter((line) => line.startsWith('npx bocas '))
    expect(calls).toHaveLength(1)
    for (const call of calls) {
      const [name, ...args] = call
        .replace(/ >.*$/, '')
        .split(' ')
        .slice(2)
        .map((word) => word.replaceAll('"', ''))
      const command = commandNamed(name!)
      expect(readArguments(command!, args).words).toEqual(['$BASE'])
    }
  })

  it('calls targets that the plugin makes', () => {
    const calls = lines.filter((line) => line.startsWith('npx nx '))
    expect(calls).toEqual([
      'npx nx affected -t figures --base="$BASE"',
      'npx nx run paper:check',
      'npx nx run-many -t figures',
    ])
  })

  it('keeps one store in both jobs, under names that the other finds', () => {
    const stores = all.filter(({ uses }) => uses?.startsWith('actions/cache@')).map((step) => step.with!)
    expect(stores.map((store) => store.path)).toEqual(['.bocas/store', '.bocas/store'])
    for (const { key, 'restore-keys': restored } of stores) {
      expect(key).toMatch(/^bocas-.*-\$\{\{ github\.sha \}\}$/)
      expect(String(restored).trim().split('\n').at(-1)!.trim()).toBe('bocas-')
    }
  })

  it('compares nothing where nothing is drawn, and shows nothing then', () => {
    const drawn = ['facts', 'tables', 'figures'].map((kind) => `'paper/${kind}/**'`).join(', ')
    expect(steps[stepOf('bocas diff')]!.if).toBe(`hashFiles(${drawn}) != ''`)
    const shown = steps.filter(({ run }) => run?.includes('changes.md') && !run.includes('bocas diff'))
    expect(shown).toHaveLength(2)
    for (const step of shown) expect(step.if).toMatch(/^hashFiles\('changes\.md'\) != ''/)
  })

  it('has all of history, finds the base before it is asked for, and says what changed before the text can fail', () => {
    expect(steps[stepOf('actions/checkout')]!.with).toEqual({ 'fetch-depth': 0 })
    expect(Object.keys(env)).toEqual(['BASE'])
    const order = [
      'npm ci',
      'actions/cache',
      'git merge-base',
      'nx affected',
      'bocas diff',
      'gh pr comment',
      'paper:check',
    ]
    const found = order.map(stepOf)
    expect(found).not.toContain(-1)
    expect(found).toEqual([...found].sort((a, b) => a - b))
  })

  it('lets nobody write a command by the name of a branch', () => {
    for (const line of lines) expect(line).not.toContain('${{')
  })
})
