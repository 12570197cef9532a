import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readArguments } from '../../packages/nx/src/cli/arguments'
import { COMMANDS } from '../../packages/nx/src/cli/commands'

const root = join(__dirname, '..', '..')

interface Step {
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}
interface Workflow {
  readonly on: unknown
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: {
    readonly review: { readonly env: Readonly<Record<string, string>>; readonly steps: readonly Step[] }
  }
}

const workflow = parse(readFileSync(join(root, 'docs/examples/paper-review.yml'), 'utf8')) as Workflow
const { steps, env } = workflow.jobs.review
const lines = steps.flatMap(({ run }) => run?.split('\n') ?? [])
const stepOf = (part: string): number => steps.findIndex(({ run = '', uses = '' }) => `${run}${uses}`.includes(part))

describe('the example workflow', () => {
  it('runs on pull requests, and may do no more than read and comment', () => {
    expect(workflow.on).toBe('pull_request')
    expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
  })

  it('names each action with its version', () => {
    const actions = steps.flatMap(({ uses }) => uses ?? [])
    expect(actions).toHaveLength(3)
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
      const command = COMMANDS.find((known) => known.name === name)
      expect(readArguments(command!, args).words).toEqual(['$BASE'])
    }
  })

  it('calls targets that the plugin makes', () => {
    const calls = lines.filter((line) => line.startsWith('npx nx '))
    expect(calls).toEqual(['npx nx affected -t figures --base="$BASE"', 'npx nx run paper:check'])
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
