import { commandOf } from './answer'
import { parseOptions } from './options'

describe('the command that asks one question again', () => {
  const asked = [{ name: 'cold', asks: '', sizes: [1] }]
  const command = (n: number, ...argv: string[]): string => {
    const parsed = parseOptions(argv, asked)
    if (!('options' in parsed)) throw new Error(JSON.stringify(parsed))
    return commandOf('cold', n, parsed.options, 2)
  }

  it('names the size where there is one, and only options that are not the usual ones', () => {
    expect(command(100, '--workers', '2')).toBe('npm run bench -- --only cold --n 100')
    expect(command(0, '--workers', '2')).toBe('npm run bench -- --only cold')
    expect(command(0, '--samples', '1', '--daemon', 'off', '--workers', '4')).toBe(
      'npm run bench -- --only cold --samples 1 --daemon off --workers 4',
    )
  })
})
