import { executeLine } from './execute-line'

const itWhereThereAreShells = process.platform === 'win32' ? it.skip : it

describe('a line that a person wrote', () => {
  const says = (line: string, patience?: number): Promise<string> =>
    executeLine(line, 'submit', patience).catch((error: Error) => error.message)

  itWhereThereAreShells('gives what it prints', async () => expect(await says('echo 17; echo no >&2')).toBe('17\n'))

  itWhereThereAreShells.each([
    ['prints why it fails', 'echo 17; echo no queue >&2; exit 3', 'no queue'],
    ['fails without a word', 'exit 3', 'it ended with code 3'],
    ['is ended by somebody', 'kill -s KILL $$', 'it was ended by SIGKILL'],
    [
      'is ended by somebody when it has printed',
      'echo 17; kill -s KILL $$',
      'it was ended by SIGKILL; it had printed: 17',
    ],
  ])('says so when it %s', async (_, line, why) => {
    expect(await says(line)).toBe(
      `the command \`submit\` failed: ${why} (at engines.commands.submit)\n  it was: ${line}`,
    )
  })

  itWhereThereAreShells.each([
    ['nothing', 'sleep 600', 'no answer within 1 s'],
    ['something', 'echo asking the server; sleep 600', 'no answer within 1 s; it had printed: asking the server'],
  ])('says that it took too long when it has printed %s', async (_, line, why) => {
    expect(await says(line, 1_000)).toBe(
      `the command \`submit\` failed: ${why} (at engines.commands.submit)\n  it was: ${line}`,
    )
  })
})
