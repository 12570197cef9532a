import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { layoutOf, parseJson, pluginOptions, readLayout } from './layout'
import { workspacePaths } from './workspace-paths'

const THERE_ARE = 'There are: `tasksDir`, `paperDir`, `artifactsDir`, `typecheck`'
const FOLDER = 'name a folder below the root of the workspace, with /: "research/tasks"'
const PAPERS = 'name one folder, several: ["paper-a", "paper-b"], or the tasks of each: { "paper-a": ["mnist"] }'

describe('the options of the plugin', () => {
  it.each<[given: unknown, problems: string[]]>([
    [undefined, []],
    [{}, []],
    [{ tasksDir: 'tasks', paperDir: 'paper/', artifactsDir: 'paper/artifacts' }, []],
    [{ tasksDir: 'research/größe 1', paperDir: ['a', 'b/c'], artifactsDir: 'b/c/artifacts', typecheck: 'off' }, []],
    ['x', ['the options of @bocas/nx are no object → write { … }']],
    [[], ['the options of @bocas/nx are no object → write { … }']],
    [
      { tasksdir: 'tasks', paperDirr: 'paper' },
      [
        `@bocas/nx has no option \`tasksdir\` → did you mean \`tasksDir\`? ${THERE_ARE}`,
        `@bocas/nx has no option \`paperDirr\` → did you mean \`paperDir\`? ${THERE_ARE}`,
      ],
    ],
    [{ colour: 'red' }, [`@bocas/nx has no option \`colour\` → ${THERE_ARE}`]],
    [{ typecheck: true }, ['`typecheck` is true → write one of `warn`, `error`, `off`']],
    ...['', 7, null, []].map((tasksDir): [unknown, string[]] => [
      { tasksDir },
      [`\`tasksDir\` is ${JSON.stringify(tasksDir)}, which is no folder → ${FOLDER}`],
    ]),
    ...['/tasks', '.', '..', '../tasks', 'a/../b', 'a//b', '.hidden', 'a\\b', 'C:/tasks', 'node_modules/x'].map(
      (tasksDir): [unknown, string[]] => [
        { tasksDir },
        [`\`tasksDir\` is ${JSON.stringify(tasksDir)}, which is no folder of this workspace → ${FOLDER}`],
      ],
    ),
    [{ artifactsDir: 'a[1]' }, [`\`artifactsDir\` is "a[1]", and Nx takes [ for a pattern → ${FOLDER}`]],
    [{ paperDir: [] }, [`\`paperDir\` is [] → ${PAPERS}`]],
    [{ paperDir: {} }, [`\`paperDir\` is {} → ${PAPERS}`]],
    [{ paperDir: 7 }, [`\`paperDir\` is 7 → ${PAPERS}`]],
    [
      { paperDir: { a: 'mnist', b: [1] } },
      [`the tasks of the paper a are "mnist" → ${PAPERS}`, `the tasks of the paper b are [1] → ${PAPERS}`],
    ],
    [{ paperDir: ['paper-*'] }, [`\`paperDir\` is "paper-*", and Nx takes * for a pattern → ${FOLDER}`]],
    [
      { paperDir: 'tasks/paper' },
      ['tasks/paper/ lies in tasks/ → tasks, papers and artifacts each have a folder apart'],
    ],
    [{ paperDir: ['a', 'a'] }, ['a/ lies in a/ → tasks, papers and artifacts each have a folder apart']],
    [{ artifactsDir: 'paper' }, ['paper/ lies in paper/ → tasks, papers and artifacts each have a folder apart']],
    [
      { paperDir: ['x/a', 'y/A'] },
      [
        'two papers are called A, and y/A is one of them → the last part of its folder is the name of a paper: give one of them another',
      ],
    ],
  ])('%j', (given, problems) => {
    const read = layoutOf(given)
    expect(read.problems.map(({ message, hint }) => `${message} → ${hint}`)).toEqual(problems)
    if (problems.length > 0) expect(read.layout).toEqual(layoutOf(undefined).layout)
  })

  it('name the folders, and the tasks of each paper', () => {
    expect(layoutOf({}).layout).toEqual({
      tasks: 'tasks',
      papers: [{ name: 'paper', folder: 'paper' }],
      artifacts: 'paper/artifacts',
    })
    expect(layoutOf({ paperDir: { 'texts/a/': '*', b: ['mnist'], c: [] } }).layout).toEqual({
      tasks: 'tasks',
      papers: [
        { name: 'a', folder: 'texts/a' },
        { name: 'b', folder: 'b', tasks: ['mnist'] },
        { name: 'c', folder: 'c', tasks: [] },
      ],
      artifacts: 'texts/a/artifacts',
    })
  })
})

describe('nx.json', () => {
  const PLUGIN = '{ "plugin": "@bocas/nx", "options": { "tasksDir": "x" } }'

  it.each<[text: string, options: unknown]>([
    [`{ "plugins": ["@nx/js/typescript", ${PLUGIN}] }`, { tasksDir: 'x' }],
    [`// mine\n{ "plugins": [ /* "a" */ ${PLUGIN}, ], }`, { tasksDir: 'x' }],
    [`\uFEFF{ "extends": "http://x//y", "plugins": [${PLUGIN}] }`, { tasksDir: 'x' }],
    ['{ "plugins": ["@bocas/nx"] }', undefined],
    ['{ "plugins": [null, 3] }', undefined],
    ['{}', undefined],
    ['null', undefined],
  ])('%s', (text, options) => expect(pluginOptions(text)).toEqual(options))

  it.each([
    ['{ "a": "// no comment, /* neither */" }', { a: '// no comment, /* neither */' }],
    ['{ "a": "x,}", "b": [1, 2,\n] }', { a: 'x,}', b: [1, 2] }],
    ['{ "a": "\\"//\\\\" }', { a: '"//\\' }],
  ])('has strings that are as they are: %s', (text, value) => expect(parseJson(text)).toEqual(value))

  it('is read again when it was changed, and counts for nothing when it is broken or gone', () => {
    const root = mkdtempSync(join(tmpdir(), 'bocas-layout-'))
    const file = join(root, 'nx.json')
    const write = (text: string, time: number): void => {
      writeFileSync(file, text)
      utimesSync(file, time, time)
    }
    try {
      expect(readLayout(root).tasks).toBe('tasks')
      write(`{ "plugins": [${PLUGIN}] }`, 1)
      expect(readLayout(root).tasks).toBe('x')
      expect(workspacePaths(root).sweep('mnist')).toBe('x/mnist/sweep.ts')
      write(`{ "plugins": [${PLUGIN.replace('"x"', '"y"')}] }`, 2)
      expect(readLayout(root).tasks).toBe('y')
      write('{ "plugins": [', 3)
      expect(readLayout(root).tasks).toBe('tasks')
      rmSync(file)
      expect(readLayout(root).tasks).toBe('tasks')
    } finally {
      rmSync(root, { recursive: true })
    }
  })
})
