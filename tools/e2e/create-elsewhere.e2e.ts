import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { git } from './rig/git'
import { nextOf, startNewcomer, type Newcomer } from './rig/newcomer'

jest.setTimeout(900_000)

/** Where there is something already, or another tool makes it. */
describe('a repository of one’s own that begins elsewhere', () => {
  let newcomer: Newcomer
  beforeAll(async () => void (newcomer = await startNewcomer()))
  afterAll(() => newcomer.leave())

  it('is made below the top of a git repository from tarballs, with a paper in Markdown', async () => {
    const repository = join(newcomer.home, 'repository')
    mkdirSync(repository)
    git(repository, 'init', '--quiet')
    const call = `npm create bocas@latest -- papers/first --paper=markdown --author="A. Größe" --packages="${newcomer.tarballs}"`
    const created = await newcomer.type(repository, call)
    expect(created.output).toMatch(
      /The folder is in a git repository already(.|\n)*move papers\/first\/\.github\/workflows\/paper\.yml there/,
    )
    const { folder, commands } = nextOf(repository, created.output)
    for (const command of commands) await newcomer.works(folder, command, /Successfully ran target/)
    expect(readFileSync(join(folder, 'paper/build/paper.html'), 'utf8')).toMatch(/A\. Größe(.|\n)*<img/)
    const untracked = git(repository, 'status', '--short', '--untracked-files=all').split('\n').filter(Boolean)
    expect(untracked.filter((line) => /node_modules|\.nx\/|\.bocas\/|paper\/build/.test(line))).toEqual([])
  })

  it('is had in a workspace of Nx by nx add, which keeps its projects and files', async () => {
    const folder = join(newcomer.base, 'shop')
    mkdirSync(join(folder, 'apps/shop'), { recursive: true })
    const write = (file: string, text: string): void => writeFileSync(join(folder, file), text)
    const project = JSON.stringify({ name: 'shop', targets: { hello: { command: 'echo hello from the shop' } } })
    write('package.json', JSON.stringify({ name: 'shop', private: true, scripts: { check: 'nx run shop:hello' } }))
    write(
      'nx.json',
      JSON.stringify({ analytics: false, neverConnectToCloud: true, targetDefaults: { hello: { cache: true } } }),
    )
    write('README.md', '# The shop\n')
    write('apps/shop/project.json', project)
    await newcomer.type(folder, 'npm install --save-dev --no-audit nx@24.0.6')
    const added = await newcomer.type(folder, 'npx nx add @bocas/nx')
    expect(added.output).toMatch(
      /These existed and are as they were:\n {2}the script "check" of package\.json\n {2}README\.md/,
    )
    expect(added.code).toBe(0)
    const { commands } = nextOf(folder, added.output)
    for (const command of commands) await newcomer.works(folder, command, /Successfully ran target/)
    await newcomer.works(folder, 'npx nx run shop:hello', /hello from the shop/)
    expect([
      readFileSync(join(folder, 'README.md'), 'utf8'),
      readFileSync(join(folder, 'apps/shop/project.json'), 'utf8'),
    ]).toEqual(['# The shop\n', project])
    expect(JSON.parse(readFileSync(join(folder, 'nx.json'), 'utf8'))).toMatchObject({
      plugins: ['@bocas/nx'],
      targetDefaults: { hello: { cache: true } },
    })
  })

  it('is made by create-nx-workspace, with what the newest of it installs', async () => {
    const call =
      'npx create-nx-workspace@latest other --preset=@bocas/nx --nxCloud=skip --no-interactive --trustThirdPartyPreset'
    const created = await newcomer.type(newcomer.base, call)
    expect(created.output).toContain('Next:')
    expect(created.code).toBe(0)
    const folder = join(newcomer.base, 'other')
    await newcomer.works(folder, 'npm run paper', /20 trained(.|\n)*Successfully ran target build/)
    await newcomer.works(folder, 'npm run check', /Successfully ran target check/)
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['tasks', 'paper', 'library', 'tsconfig.json']))
  })
})
