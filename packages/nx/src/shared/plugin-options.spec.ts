import { pluginOptionProblems } from './plugin-options'

const THERE_ARE = 'There are: `tasksDir`, `paperDir`, `artifactsDir`'

describe('the options of the plugin', () => {
  it.each<[given: unknown, problems: string[]]>([
    [undefined, []],
    [{}, []],
    [{ tasksDir: 'tasks', paperDir: 'paper/', artifactsDir: 'paper/artifacts' }, []],
    ['x', ['the options of @bocas/nx are no object → write { … }']],
    [[], ['the options of @bocas/nx are no object → write { … }']],
    [
      { tasksdir: 'tasks', paperDirr: 'paper' },
      [
        `@bocas/nx has no option \`tasksdir\` → did you mean \`tasksDir\`? ${THERE_ARE}`,
        `@bocas/nx has no option \`paperDirr\` → did you mean \`paperDir\`? ${THERE_ARE}`,
      ],
    ],
    [{ tasksDir: 'experiments' }, ['`tasksDir` is "experiments", and that folder is always tasks/ → leave it out']],
    [{ colour: 'red' }, [`@bocas/nx has no option \`colour\` → ${THERE_ARE}`]],
  ])('%j', (given, problems) =>
    expect(pluginOptionProblems(given).map(({ message, hint }) => `${message} → ${hint}`)).toEqual(problems),
  )
})
