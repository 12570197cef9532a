import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { CallEnd } from '../../shared/call-program'
import { AWAY, describeHosts, testHosts, type TestHosts } from './test-hosts'

const KEY = 'a1'
const ID = `${KEY}/1`
const FULL: CallEnd = { code: 11, stdout: '', stderr: 'rsync: write failed: No space left on device (28)' }

describeHosts('the end of a job on a host', () => {
  let test: TestHosts
  beforeEach(() => (test = testHosts({ n1: 1 })))
  afterEach(() => test.dispose())

  const isOver = async (): Promise<boolean> => (await test.stateOf(ID)).kind === 'ended'

  it('is told before what the job left has come, and what has come is told when it has', async () => {
    await test.submit(
      'mkdir -p "$1/executions/1"; while [ ! -e "$2/go" ]; do sleep 0.02; done; echo late > "$1/executions/1/word"',
      KEY,
    )
    const word = test.here(ID, 'executions/1/word')
    await test.until('it is at work', async () => (await test.stateOf(ID)).kind === 'running')
    // A look from before its end comes home after it.
    let release!: () => void
    const held = new Promise<void>((resolve) => (release = resolve))
    test.connections.around = async (call, act) => {
      const answer = await act()
      if (call.startsWith('pull')) await held
      return answer
    }
    const early = test.receive(ID)
    await test.until('it is looked at', () => test.connections.calls.at(-1) === 'pull n1')
    test.connections.around = (_, act) => act()
    writeFileSync(test.place('go'), '')
    await test.until('it has said its word', () => existsSync(test.there('n1', ID, 'executions/1/word')))
    release()
    await early
    expect(existsSync(word)).toBe(false)
    await test.until('it is over', isOver)
    expect(existsSync(word)).toBe(false)
    await test.until('all of it is here', async () => (await test.receive(ID)).length === 1)
    expect(readFileSync(word, 'utf8')).toBe('late\n')
  })

  it('is looked for again when a result came home in part, beside the word of its end', async () => {
    await test.submit('true', KEY)
    await test.until('it is over', isOver)
    // What rsync does whose list is older than the files: the last of them has the word, and what the list lacks is missing.
    mkdirSync(test.there('n1', ID, 'executions/1/entry'), { recursive: true })
    writeFileSync(test.there('n1', ID, 'executions/1/messages.jsonl'), '{"type":"end","said":{"type":"trained"}}\n')
    await test.until('that is here', async () => (await test.receive(ID)).length === 1)
    writeFileSync(test.there('n1', ID, 'executions/1/entry/result.json'), '{}')
    await test.until('the result is here', async () => {
      await test.receive(ID)
      return existsSync(test.here(ID, 'executions/1/entry/result.json'))
    })
  })

  it.each([
    ['the host cannot be reached', AWAY, []],
    ['the disk is full here', FULL, ['n1: rsync: write failed: No space left on device (28)']],
  ])('says nothing of what was left while %s', async (_, answer, words) => {
    await test.submit('mkdir -p "$1/executions/1"; echo word > "$1/executions/1/word"', KEY)
    await test.until('it is over', isOver)
    let pulls = 0
    test.connections.around = (call, act) => (call.startsWith('pull') && ++pulls < 3 ? Promise.resolve(answer) : act())
    const told = new Set<string>()
    await test.until('all of it is here', async () => {
      const received = await test.receive(ID).catch((error: Error) => void told.add(error.message))
      return received?.length === 1
    })
    expect(pulls).toBeGreaterThanOrEqual(3)
    expect([...told]).toEqual(words)
    expect(existsSync(test.here(ID, 'executions/1/word'))).toBe(true)
  })

  it.each([
    [0, { kind: 'ended', how: 'done', code: 0 }],
    [3, { kind: 'ended', how: 'failed', code: 3 }],
    [85, { kind: 'ended', how: 'done', code: 85 }],
  ])('by exit code %d is told with it', async (code, state) => {
    await test.submit(`exit ${code}`, KEY)
    await test.until('it is over', isOver)
    await test.until('all of it is here', async () => (await test.receive(ID)).length === 1)
    expect(await test.stateOf(ID)).toEqual(state)
  })

  it('leaves nothing here of a job that is forgotten while it is looked at', async () => {
    await test.submit('mkdir -p "$1/executions/1"; echo word > "$1/executions/1/word"', KEY)
    await test.until('it is over', isOver)
    test.connections.around = async (call, act) => {
      if (call.startsWith('pull')) {
        await test.engine.transport!.forget([test.here(ID, '.')])
        rmSync(test.here(ID, '..'), { recursive: true })
      }
      return act()
    }
    await test.receive(ID)
    expect(existsSync(test.here(ID, '..'))).toBe(false)
  })
})
