import { readPluginOptions } from './plugin-options'

describe('the options of the plugin', () => {
  it.each([
    [undefined, 'warn'],
    [{}, 'warn'],
    [{ typecheck: 'error' }, 'error'],
    [{ typecheck: 'off', tasksDir: 'tasks', paperDir: 'paper/', artifactsDir: 'paper/artifacts' }, 'off'],
  ])('are read: %j', (given, typecheck) =>
    expect(readPluginOptions(given)).toEqual({ options: { typecheck }, problems: [] }),
  )

  it.each<[given: unknown, problems: string[]]>([
    ['x', ['the options of @bocas/nx are no object → write { … }']],
    [[], ['the options of @bocas/nx are no object → write { … }']],
    [
      { typechek: 'error', tasksdir: 'tasks' },
      [
        '@bocas/nx has no option `typechek` → did you mean `typecheck`? There are: `typecheck`, `tasksDir`, `paperDir`, `artifactsDir`',
        '@bocas/nx has no option `tasksdir` → did you mean `tasksDir`? There are: `typecheck`, `tasksDir`, `paperDir`, `artifactsDir`',
      ],
    ],
    [{ typecheck: true }, ['`typecheck` is true → it takes `warn`, `error`, `off`']],
    [{ tasksDir: 'experiments' }, ['`tasksDir` is "experiments", and that folder is always tasks/ → leave it out']],
    [
      { colour: 'red' },
      ['@bocas/nx has no option `colour` → There are: `typecheck`, `tasksDir`, `paperDir`, `artifactsDir`'],
    ],
  ])('are refused, all at once: %j', (given, problems) =>
    expect(readPluginOptions(given).problems.map(({ message, hint }) => `${message} → ${hint}`)).toEqual(problems),
  )
})
