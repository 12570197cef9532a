import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { everything, FIGURE_NAMES } from './test-figures'
import { digestsOf, testFolder, testJob, writeResults } from './test-results'

const inFolder = (folder: string, name: string) => ({
  into: {
    figures: join(folder, name, 'figures'),
    tables: join(folder, name, 'tables'),
    facts: join(folder, name, 'facts', 'toy.json'),
    provenance: join(folder, name, 'provenance', 'toy.json'),
  },
})

it('two processes with other languages, time zones and font settings write the same bytes', async () => {
  const folder = await testFolder()
  const runs = await writeResults(folder)
  const here = await everything.render(testJob(folder, runs, inFolder(folder, 'here')))
  const environments = {
    one: { LANG: 'C', TZ: 'UTC' },
    other: {
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'de_DE.UTF-8',
      TZ: 'Asia/Tokyo',
      FREETYPE_PROPERTIES: 'truetype:interpreter-version=35',
      HOME: folder,
    },
  }
  const expected = await digestsOf(here.written)
  expect(Object.keys(expected)).toHaveLength(FIGURE_NAMES.length * 5 + 2 * 5 + 2)
  for (const [name, env] of Object.entries(environments)) {
    const job = testJob(folder, runs, inFolder(folder, name))
    const script = [require.resolve('./test-render.ts'), JSON.stringify(job)]
    await promisify(execFile)(process.execPath, ['--import', 'tsx', ...script], {
      env: { PATH: process.env.PATH, ...env },
      cwd: __dirname,
    })
    expect(await digestsOf(here.written.map((file) => file.replace(`${folder}/here/`, `${folder}/${name}/`)))).toEqual(
      expected,
    )
  }
}, 120_000)
