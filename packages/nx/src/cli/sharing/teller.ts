import type { Teller } from '../../sharing/progress'
import { SILENT } from '../../sharing/progress'
import type { Arguments, CliOption, Surroundings } from '../command'

/** The options of every command that transfers results. */
export const TRANSFER_OPTIONS = {
  'dry-run': { type: 'boolean', help: 'say what would be transferred, with counts and bytes, and transfer nothing' },
  quiet: { type: 'boolean', short: 'q', help: 'say only what is wrong' },
} as const satisfies Record<string, CliOption>

/** Where progress is told: on one line of a terminal, else by lines now and then, or not at all. */
export function tellerOf({ switches }: Arguments, { print, write, columns, env }: Surroundings): Teller {
  if (switches.has('quiet')) return SILENT
  if (columns === undefined || env.CI) return { line: print }
  return {
    line: print,
    replace: (text) => write(Buffer.from(`\r\u001b[K${text.slice(0, Math.max(10, columns - 1))}`)),
  }
}

/** Prints unless nothing is to be said. */
export const sayingOf = ({ switches }: Arguments, { print }: Surroundings): ((text: string) => void) =>
  switches.has('quiet') ? () => {} : print
