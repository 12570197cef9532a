import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeBundled, writeJavaScript } from './javascript'

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

  it('is one file for each entry and one for what they share, with names that modules can import', async () => {
    const [folder, into] = [join(base, 'packages/b'), join(base, 'dist/packages/b')]
    mkdirSync(join(folder, 'src/deep'), { recursive: true })
    const files = {
      'src/deep/counter.ts': 'let count: number = 0\nexport const next = () => ++count\n',
      'src/index.ts':
        "export { next } from './deep/counter'\nexport { least } from './least'\nexport { most } from './most'\n",
      // Two of one name.
      'src/least.ts': 'class Own {}\nexport const least = () => Own.name\n',
      'src/most.ts': 'class Own {}\nexport const most = () => Own.name\n',
      'src/light.ts': "export { next } from './deep/counter'\n",
    }
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    await writeBundled(folder, [join(folder, 'src/index.ts'), join(folder, 'src/light.ts')], into)
    writeFileSync(join(into, 'package.json'), JSON.stringify({ type: 'commonjs' }))
    const written = readdirSync(join(into, 'src')).map((file) => file.replace(/-\w+\./, '-*.'))
    expect(written.sort()).toEqual(['index.js', 'light.js', 'shared-*.js'])
    const script = `import { least, most, next } from './src/index.js'
import { next as other } from './src/light.js'
console.log(next(), other(), least(), most())`
    writeFileSync(join(into, 'main.mjs'), script)
    expect(execFileSync(process.execPath, [join(into, 'main.mjs')], { encoding: 'utf8' })).toBe('1 2 Own Own\n')
  })
})
