import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeJavaScript } from './javascript'

describe('the JavaScript of a package', () => {
  const base = mkdtempSync(join(tmpdir(), 'bocas-javascript-'))
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  it('has maps that name sources beside it, wherever it is installed, and hold their text', async () => {
    const [folder, into] = [join(base, 'packages/a/src'), join(base, 'dist/packages/a/src')]
    const text = 'export const twice = (value: number): number => 2 * value\n'
    mkdirSync(join(folder, 'deep'), { recursive: true })
    writeFileSync(join(folder, 'deep/twice.ts'), text)
    await writeJavaScript(folder, [join(folder, 'deep/twice.ts')], into)
    expect(JSON.parse(readFileSync(join(into, 'deep/twice.js.map'), 'utf8'))).toMatchObject({
      sources: ['twice.ts'],
      sourcesContent: [text],
    })
    const { twice } = createRequire(__filename)(join(into, 'deep/twice.js')) as { twice(value: number): number }
    expect(twice(2)).toBe(4)
  })
})
