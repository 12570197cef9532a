import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { makePaper } from '../test-paper'
import { withoutSystemFonts } from './compiler'

/** Debian's place of a font; where it is not installed there is nothing that could leak into a paper. */
const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
const itWithFont = existsSync(FONT) ? it : it.skip

describe('withoutSystemFonts', () => {
  it('restores the environment, after an error too', () => {
    const before = process.env.FONTCONFIG_FILE
    const seen = withoutSystemFonts(() => process.env.FONTCONFIG_FILE)
    expect(seen).toMatch(/fonts\.conf$/)
    expect(existsSync(seen!)).toBe(false)
    expect(() =>
      withoutSystemFonts(() => {
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect(process.env.FONTCONFIG_FILE).toBe(before)
  })

  // In a process of its own: Jest gives its tests a copy of the environment that compiled code does not see.
  itWithFont('keeps the fonts of this machine out of a paper', () => {
    const paperDir = makePaper({ 'main.typ': '#set text(font: "DejaVu Sans")\ntext' })
    const compiler = require.resolve('@myriaddreamin/typst-ts-node-compiler')
    const code = `
      const { NodeCompiler } = require(${JSON.stringify(compiler)})
      const { openTypst } = require(${JSON.stringify(path.join(__dirname, 'compiler.ts'))})
      const main = ${JSON.stringify(path.join(paperDir, 'main.typ'))}
      const open = NodeCompiler.create({ workspace: ${JSON.stringify(paperDir)} })
      const control = open.compile({ mainFilePath: main }).takeWarnings()
      const { warnings } = openTypst(${JSON.stringify(paperDir)}).compile(main)
      console.log(JSON.stringify([control === null, warnings.map(({ message }) => message)]))`
    const { stdout, stderr } = spawnSync(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', code])
    rmSync(path.dirname(paperDir), { recursive: true, force: true })
    expect(stderr.toString()).toBe('')
    expect(JSON.parse(stdout.toString())).toEqual([true, ['unknown font family: dejavu sans']])
  })
})
