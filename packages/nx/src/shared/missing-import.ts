import type * as Figures from '@bocas/figures'
import type * as Bocas from 'bocas'
import { nearest } from 'bocas/internal/light'

/** What each file of a task takes of our packages; not all of it, but what one begins to type before it is imported. */
const TAKEN = {
  sweep: { bocas: ['defineSweep', 'from', 'resultsOf', 'seeds', 'sweep'] },
  run: { bocas: ['command', 'defineKind', 'file', 'history', 'image', 'series', 'table', 'tensor'] },
  figures: {
    '@bocas/figures': ['defineFigures'],
    bocas: [
      'across',
      'compare',
      'correlate',
      'loadCollection',
      'onExamples',
      'pivot',
      'powerLaw',
      'resultsOf',
      'toRows',
    ],
  },
} satisfies Record<string, { bocas: (keyof typeof Bocas)[]; '@bocas/figures'?: (keyof typeof Figures)[] }>

/** What to say of a name that a file uses without having it, where one of our packages has that name or one near it; undefined for other errors. */
export function missingImport(message: string, of: keyof typeof TAKEN): string | undefined {
  const name = /^(\w+) is not defined$/.exec(message)?.[1]
  if (name === undefined) return undefined
  const sources = new Map(
    Object.entries<readonly string[]>(TAKEN[of]).flatMap(([from, names]) => names.map((taken) => [taken, from])),
  )
  const meant = sources.has(name) ? name : nearest(name, [...sources.keys()])
  if (meant === undefined) return undefined
  return `${meant === name ? '' : `did you mean \`${meant}\`? `}import { ${meant} } from '${sources.get(meant)}'`
}
