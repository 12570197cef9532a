import type * as Fs from 'node:fs'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { camel, parseCall, SWITCHES, WORDS } from './arguments'
import { manifestFor, OWN, nameFromFolder, tarballsNeeded, TOOLS } from './manifest'
import { wrongNode, wrongPlace } from './place'
import { printed } from './refusal'
import { VERSIONS } from '../../nx/src/generators/shared/workspace-needs'

interface Schema {
  readonly properties: Readonly<Record<string, { type: string; enum?: string[]; 'x-priority'?: string }>>
}
const schema = jest.requireActual<Schema>('../../nx/src/generators/init/schema.json')

describe('what create-bocas knows of the generator that it calls', () => {
  it('are its flags, with their words', () => {
    const shown = Object.entries(schema.properties).filter(([, { 'x-priority': priority }]) => priority !== 'internal')
    const ofType = (type: string) => shown.filter(([, property]) => property.type === type).map(([name]) => name)
    expect(Object.keys(WORDS).map(camel).sort()).toEqual(ofType('string').sort())
    // `interactive` is Nx's own.
    expect(
      [...SWITCHES, 'interactive']
        .map(camel)
        .filter((name) => name !== 'interactive')
        .sort(),
    ).toEqual(ofType('boolean').sort())
    for (const [name, allowed] of Object.entries(WORDS)) expect(schema.properties[name]!.enum).toEqual(allowed)
  })

  it('are the tools that it would enter, and our packages', () => {
    expect(TOOLS).toEqual(VERSIONS)
    const init = jest
      .requireActual<typeof Fs>('node:fs')
      .readFileSync(join(__dirname, '../../nx/src/generators/init/init.ts'), 'utf8')
    for (const name of [...OWN.dependencies, ...OWN.devDependencies]) expect(init).toContain(`'${name}'`)
  })
})

describe('the command line of create-bocas', () => {
  const npm = { npm_config_user_agent: 'npm/11.0.0 node/v22.0.0' }
  it.each([
    [['my-paper'], { folder: 'my-paper', manager: 'npm', flags: [] }],
    [
      ['a b', '--paper=latex', '--no-example', '--skip-git'],
      { folder: 'a b', flags: ['--paper=latex', '--example=false', '--skipGit=true'] },
    ],
    [['--title', 'On “moons”', 'x'], { folder: 'x', flags: ['--title=On “moons”'] }],
    [['x', '--package-manager=pnpm', '--packages', '/t'], { manager: 'pnpm', packages: '/t' }],
    [['--help'], { folder: undefined, isHelp: true }],
    [['-v'], { isVersion: true }],
  ])('%j means %j', (args, asked) => {
    expect(parseCall(args, npm)).toMatchObject(asked)
  })

  it.each([
    ['pnpm/10.1.0 npm/? node/v22', 'pnpm'],
    ['yarn/4.0.0', 'yarn'],
    ['bun/1.1.0', 'bun'],
    [undefined, 'npm'],
  ])('takes the package manager that calls: %s', (agent, manager) => {
    expect(parseCall(['x'], { npm_config_user_agent: agent }).manager).toBe(manager)
  })

  it('says which flags npm has taken for its own', () => {
    const env = { ...npm, npm_config_paper: 'latex', npm_config_example: '', npm_config_editor: 'vi' }
    expect(() => parseCall(['x'], env)).toThrow(
      /^npm took --paper for a setting of its own; write -- before flags: .*\nnpm took --example [^\n]*$/,
    )
    expect(parseCall(['x', '--paper=typst', '--example'], env).flags).toEqual(['--paper=typst', '--example=true'])
  })

  it('takes tarballs from the folder that a variable names, unless a flag names another one', () => {
    expect(parseCall(['x'], { BOCAS_PACKAGES: '/a' }).packages).toBe('/a')
    expect(parseCall(['x', '--packages=/b'], { BOCAS_PACKAGES: '/a' }).packages).toBe('/b')
  })

  it('lists all that is wrong', () => {
    const messageOf = (): string => {
      try {
        parseCall(['a', 'b', '--papr=1', '--paper=word', '--package-manager=npn', '--ci'], npm)
        return ''
      } catch (error) {
        return printed(error)
      }
    }
    expect(messageOf().split('\n')).toEqual([
      expect.stringMatching(/^✖ there is no flag --papr; there are --paper, /),
      '✖ --paper takes typst, latex, markdown, none, not word',
      '✖ --ci takes a word: --ci=github or none',
      '✖ --package-manager takes npm, pnpm, yarn, bun, not npn',
      '✖ one folder is made at a time, and there are a and b',
    ])
  })
})

describe('the package.json of a new repository', () => {
  it('lists all that is needed, so that one install is enough', () => {
    expect(manifestFor({ folder: 'x', version: '1.2.3', manager: 'npm' })).toEqual({
      name: 'x',
      version: '0.0.0',
      private: true,
      dependencies: { '@bocas/figures': '^1.2.3', '@bocas/paper': '^1.2.3', bocas: '^1.2.3' },
      devDependencies: { '@bocas/nx': '^1.2.3', ...TOOLS },
      allowScripts: { esbuild: true, nx: true },
    })
    expect(manifestFor({ folder: 'x', version: '1.2.3', manager: 'bun' })).not.toHaveProperty('allowScripts')
  })

  it('takes our packages from tarballs, those that they need of each other too', () => {
    const manifest = manifestFor({ folder: 'x', version: '1.2.3', manager: 'pnpm', tarballs: '/t' })
    expect(manifest).toMatchObject({
      dependencies: { '@bocas/figures': 'file:/t/bocas-figures-1.2.3.tgz', bocas: 'file:/t/bocas-1.2.3.tgz' },
      pnpm: { overrides: { bocas: 'file:/t/bocas-1.2.3.tgz' } },
    })
    expect(tarballsNeeded('/t', '1.2.3')).toContain('/t/bocas-nx-1.2.3.tgz')
  })

  it.each([
    ['my-paper', 'my-paper'],
    ['/home/me/Größe & Täsk', 'grosse-task'],
    ['_Paper.', 'paper'],
    ['論文', 'paper'],
    ['node_modules', 'paper'],
    ['a/b/..', 'a'],
  ])('names it after its folder: %s is %s', (folder, name) => {
    expect(nameFromFolder(folder)).toBe(name)
  })
})

describe('the place', () => {
  let folder: string
  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-create-')))))
  afterEach(() => rmSync(folder, { recursive: true }))

  it('may be new, or hold nothing but a repository and a licence', () => {
    expect(wrongPlace(join(folder, 'new'))).toBeUndefined()
    mkdirSync(join(folder, '.git'))
    writeFileSync(join(folder, 'LICENSE'), '')
    expect(wrongPlace(folder)).toBeUndefined()
  })

  it('may not hold anything else, nor be a file', () => {
    for (let i = 0; i < 7; i++) writeFileSync(join(folder, `${i}.txt`), '')
    expect(wrongPlace(folder)?.message).toMatch(
      / is not empty: it holds 0\.txt, .*4\.txt and 2 more, and nothing is overwritten$/,
    )
    expect(wrongPlace(join(folder, '1.txt'))?.message).toMatch(/1\.txt is a file; choose another name/)
  })

  it.each([
    ['20.19.0', true],
    ['20.18.3', false],
    ['18.20.0', false],
    ['24.1.0', true],
    ['26.0.0', true],
  ])('Node %s will do: %s', (version, will) => {
    expect(wrongNode(version) === undefined).toBe(will)
  })
})
