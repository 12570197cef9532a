import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pictureOf } from './outputs'

it.each<[string, readonly string[], string | undefined]>([
  ['its SVG', ['curves.svg', 'curves.png', 'curves.pdf'], 'data:image/svg+xml;base64,c3Zn'],
  [
    'its PNG where it has nothing else that a browser shows',
    ['curves.png', 'curves.pdf'],
    'data:image/png;base64,cG5n',
  ],
  ['nothing where it has a PDF alone', ['curves.pdf'], undefined],
])('of a figure the report shows %s', (_what, files, picture) => {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-outputs-'))
  try {
    mkdirSync(join(folder, 'toy'))
    for (const file of files) writeFileSync(join(folder, 'toy', file), file.split('.')[1]!)
    writeFileSync(join(folder, 'toy', 'curves.alt.txt'), 'It falls.\n')
    const shown = pictureOf({ figures: (task: string) => join(folder, task) }, 'toy', 'toy/curves')
    expect(shown).toEqual({ alt: 'It falls.', ...(picture === undefined ? {} : { picture }) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
