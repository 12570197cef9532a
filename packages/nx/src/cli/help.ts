import type { CliCommand } from './command'
import { columns } from '../shared/words'

/** What `bocas --help` says. */
export function overview(commands: readonly CliCommand[]): string {
  return [
    'bocas looks, nx makes: these commands execute no run, but for verify --rerun.',
    '',
    ...columns(commands.map(({ name, summary }) => [`  bocas ${name}`, summary])),
    '',
    'bocas <command> --help says more, bocas --version which one this is.',
  ].join('\n')
}

/** What `bocas <command> --help` says. */
export function helpOf({ name, usage, summary, details, options }: CliCommand): string {
  const rows = [...Object.entries(options), ['help', { short: 'h', help: 'this' }] as const].map(([option, about]) => {
    const value = 'value' in about && about.value !== undefined ? ` ${about.value}` : ''
    return [`  ${about.short ? `-${about.short}, ` : '    '}--${option}${value}`, about.help]
  })
  return [`bocas ${name} ${usage}`.trim(), '', summary, '', details, '', ...columns(rows)].join('\n')
}
