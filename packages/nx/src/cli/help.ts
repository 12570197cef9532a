import type { CliCommand } from './command'
import { columns } from '../shared/words'

/** What `bocas --help` says. */
export function overview(commands: readonly CliCommand[]): string {
  return [
    'These commands inspect what there is; nx executes, draws and builds. Only verify --rerun and submit have runs executed.',
    '',
    ...columns(commands.map(({ name, summary }) => [`  bocas ${name}`, summary])),
    '',
    'bocas <command> --help says more about one of them; bocas --version prints the version.',
  ].join('\n')
}

/** What `bocas <command> --help` says. */
export function helpOf({ name, usage, summary, details, options }: CliCommand): string {
  const rows = [...Object.entries(options), ['help', { short: 'h', help: 'print this' }] as const].map(
    ([option, about]) => {
      const value = 'value' in about && about.value !== undefined ? ` ${about.value}` : ''
      return [`  ${about.short ? `-${about.short}, ` : '    '}--${option}${value}`, about.help]
    },
  )
  return [`bocas ${name} ${usage}`.trim(), '', summary, '', details, '', ...columns(rows)].join('\n')
}
