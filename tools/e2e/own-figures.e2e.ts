import { existsSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fitSettings, geometricMeanOf, groupBy } from 'bocas/internal'
import { bocas } from './rig/bocas'
import { DEBIAN, exampleFiles } from './rig/python'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { whereThere } from '../jest/where'

jest.setTimeout(600_000)

/** A folder in which `vega` and `vega-lite` are installed: they are no packages of this repository. */
const VEGA = process.env.BOCAS_VEGA
const withVega = VEGA === undefined ? describe.skip : describe
if (VEGA === undefined)
  console.warn(
    'BOCAS_VEGA is not set, so the example with Vega-Lite is skipped: npm install --prefix <it> vega@5.33.0 vega-lite@5.23.0',
  )

const files = (folder: string): Record<string, string> => exampleFiles('own-figures', `tasks/${folder}`)

withVega('figures drawn by chart.js and Vega-Lite', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create(files('drawn'))
    for (const name of readdirSync(join(VEGA!, 'node_modules')))
      if (!name.startsWith('.') && !existsSync(rig.path('node_modules', name)))
        symlinkSync(join(VEGA!, 'node_modules', name), rig.path('node_modules', name))
  })
  afterAll(() => rig?.dispose())

  it('are drawn, with their data and words, and traced to their runs', async () => {
    successful(await rig.nx('run drawn:figures'))
    const endings = ['alt.txt', 'csv', 'pdf', 'png', 'svg']
    expect(rig.list('paper/figures/drawn')).toEqual([
      ...['confusion', 'radar'].flatMap((name) => endings.map((ending) => `${name}.${ending}`)),
      ...endings.filter((ending) => ending !== 'pdf').map((ending) => `strips.${ending}`),
    ])
    expect(rig.read('paper/figures/drawn/strips.svg')).toContain('Libertinus Serif')
    const { output } = successful(await bocas(rig, ['trace', 'drawn/strips']))
    expect(output).toContain('drawn by the code of figures.ts from the results of these runs')
    expect(output.match(/ drawn\/method=/g)).toHaveLength(24)
  })

  it('come from the cache, and are drawn anew when a helper of theirs changes', async () => {
    expect(successful(await rig.nx('run drawn:figures')).output).toContain('> nx run drawn:figures  [local cache]')
    rig.edit('tasks/drawn/vega.ts', "background: 'white'", "background: 'ivory'")
    successful(await rig.nx('run drawn:figures'))
    expect(rig.read('paper/figures/drawn/strips.svg')).toContain('ivory')
  })
})

const matplotlib = whereThere([
  { call: ['/usr/bin/python3', '-c', 'import matplotlib'], packages: 'python3-matplotlib' },
])

matplotlib.describe('figures drawn by a Python program', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({ ...files('fits'), 'notes.txt': 'nobody knows of this' }, { env: DEBIAN })
  })
  afterAll(() => rig?.dispose())

  it('are drawn with a table and a fact, and traced to program and runs', async () => {
    successful(await rig.nx('run fits:figures'))
    expect(rig.list('paper/figures/fits')).toEqual(
      ['alt.txt', 'csv', 'pdf', 'png', 'svg'].map((ending) => `law.${ending}`),
    )
    expect(rig.list('paper/tables/fits')).toContain('sizes.typ')
    // Its law is that of `powerLaw`, of one point for each size.
    const rows = (file: string): number[][] => {
      const [, ...lines] = rig.read(file).trim().split('\n')
      return lines.map((line) => line.split(',').map(Number))
    }
    const drawn = [...groupBy(rows('paper/figures/fits/law.csv'), ([size]) => size!)].map(([size, points]) => ({
      x: points.map(() => size),
      y: points.map(([, , error]) => error!),
    }))
    const geometric = drawn.map(({ x, y }) => [x[0], Number(geometricMeanOf(y).toFixed(4))])
    expect(rows('paper/tables/fits/sizes.csv').map(([size, , , , value]) => [size, value])).toEqual(geometric)
    expect(fitSettings(drawn)).toMatchObject({ exponent: expect.closeTo(-0.3, 6) as number })
    expect(JSON.parse(rig.read('paper/facts/fits.json'))).toMatchObject({
      facts: { slope: { kind: 'label', text: '−0.30' } },
    })
    const { output } = successful(await bocas(rig, ['trace', 'fits.slope']))
    expect(output).toContain('computed by the program `python3 plot.py` from these runs')
    expect(output).toContain('12 runs')
  })

  it('come from the cache, and anew when the program changes; no run is executed again', async () => {
    const before = rig.read('paper/provenance/fits.json')
    expect(successful(await rig.nx('run fits:figures')).output).toContain('> nx run fits:figures  [local cache]')
    rig.edit('tasks/fits/plot.py', 'label="power law"', 'label="fit"')
    const { output } = successful(await rig.nx('run fits:figures'))
    expect(output).not.toContain('trained')
    expect(rig.read('paper/provenance/fits.json')).not.toBe(before)
    rig.edit('tasks/fits/plot.py', 'label="fit"', 'label="power law"')
    successful(await rig.nx('run fits:figures'))
    expect(rig.read('paper/provenance/fits.json')).toBe(before)
  })

  it('are refused when the program reads what is not declared, or is no input', async () => {
    rig.edit(
      'tasks/fits/plot.py',
      'plt.rcParams',
      'open("%s/notes.txt" % __import__("os").environ["BOCAS_ROOT"]).read()\nplt.rcParams',
    )
    const { code, output } = await rig.nx('run fits:figures')
    expect(code).not.toBe(0)
    expect(output).toContain("the program read notes.txt, which no hash knows of: add '../../notes.txt' to the inputs")
    rig.edit('tasks/fits/figures.ts', "inputs: ['plot.py']", "inputs: ['polt.py']")
    const wrong = await rig.nx('run fits:figures')
    expect(wrong.code).not.toBe(0)
    expect(wrong.output).toContain("the input 'polt.py' matches no file")
  })
})
