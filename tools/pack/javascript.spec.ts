import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OWN_FILES, writeBundled } from './javascript'

describe('the JavaScript of a package', () => {
  const base = mkdtempSync(join(tmpdir(), 'bocas-javascript-'))
  afterAll(() => rmSync(base, { recursive: true, force: true }))

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

  it('requires files of its own where they are needed, and not before, wherever the code lies that does', async () => {
    const [folder, into] = [join(base, 'packages/c'), join(base, 'dist/packages/c')]
    mkdirSync(join(folder, 'src/deep/er'), { recursive: true })
    const files = {
      'versions.cjs': "exports.least = '20'\n",
      'src/index.ts': "export { both, least } from './deep/both'\n",
      'src/main.ts': "import { both } from './deep/both'\nconsole.log(both())\n",
      'src/deep/both.ts':
        "import type * as Late from './er/late'\nexport const both = () => (require('./er/late') as typeof Late).late\nexport const least = () => (require('../../versions.cjs') as { least: string }).least\n",
      'src/deep/er/late.ts': "console.log('loaded')\nexport const late: number = 1\n",
    }
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    const entries = ['src/index.ts', 'src/main.ts', 'src/deep/er/late.ts'].map((file) => join(folder, file))
    await writeBundled(folder, entries, into)
    const manifest = {
      type: 'commonjs',
      imports: Object.fromEntries(
        ['src/deep/er/late.js', 'versions.cjs'].map((file) => [`${OWN_FILES}${file}`, `./${file}`]),
      ),
    }
    writeFileSync(join(into, 'package.json'), JSON.stringify(manifest))
    writeFileSync(join(into, 'versions.cjs'), files['versions.cjs'])
    const script = "const { both, least } = require('./src/index.js'); console.log(least()); console.log(both())"
    writeFileSync(join(into, 'main.js'), script)
    const node = (file: string): string => execFileSync(process.execPath, [join(into, file)], { encoding: 'utf8' })
    expect(node('main.js')).toBe('20\nloaded\n1\n')
    expect(node('src/main.js')).toBe('loaded\n1\n')
  })
})
