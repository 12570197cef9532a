import { misplacedSweeps, paperSlip, taskSlips } from './slips'

describe('a folder of tasks/ that is no task', () => {
  it.each<[files: string[], said: string[]]>([
    [['tasks/a/sweep.ts', 'tasks/a/sweeps.ts', 'tasks/a/run.ts'], []],
    [
      ['tasks/a/sweeps.ts', 'tasks/a/run.ts'],
      ['tasks/a has sweeps.ts and no sweep.ts, so it is no task → rename it: mv tasks/a/sweeps.ts tasks/a/sweep.ts'],
    ],
    [
      ['tasks/a/Sweep.ts'],
      ['tasks/a has Sweep.ts and no sweep.ts, so it is no task → rename it: mv tasks/a/Sweep.ts tasks/a/sweep.ts'],
    ],
    [
      ['tasks/a/sweep.js'],
      ['tasks/a has sweep.js and no sweep.ts, so it is no task → rename it: mv tasks/a/sweep.js tasks/a/sweep.ts'],
    ],
    [
      ['tasks/a/swep.ts'],
      ['tasks/a has swep.ts and no sweep.ts, so it is no task → rename it: mv tasks/a/swep.ts tasks/a/sweep.ts'],
    ],
    [
      ['tasks/b/figures.ts', 'tasks/a/run.ts'],
      [
        'tasks/a has run.ts and no sweep.ts, so it is no task → write tasks/a/sweep.ts: export default defineSweep({ … })',
        'tasks/b has figures.ts and no sweep.ts, so it is no task → write tasks/b/sweep.ts: export default defineSweep({ … })',
      ],
    ],
    [['tasks/a/notes.md', 'tasks/a/sweep.md', 'tasks/readme.ts', 'other/run.ts'], []],
  ])('%j', (files, expected) =>
    expect(taskSlips(files).map(({ problem }) => `${problem.message} → ${problem.hint}`)).toEqual(expected),
  )
})

describe('a sweep in another place', () => {
  it.each([
    ['task/mnist/sweep.ts', 'move its folder: mv task/mnist tasks/mnist'],
    ['src/tasks/mnist/sweep.ts', 'move its folder: mv src/tasks/mnist tasks/mnist'],
    ['tasks/vision/mnist/sweep.ts', 'move its folder: mv tasks/vision/mnist tasks/mnist'],
    ['tasks/sweep.ts', 'give it a folder of its own, whose name is that of the task: tasks/my-task/sweep.ts'],
    ['sweep.ts', 'give it a folder of its own, whose name is that of the task: tasks/my-task/sweep.ts'],
  ])('%s', (file, hint) =>
    expect(misplacedSweeps([file, 'tasks/mnist/sweep.ts'])).toEqual([
      {
        file,
        problem: { message: `${file} is no task: tasks are read in tasks/<task>/sweep.ts, and nowhere else`, hint },
      },
    ]),
  )
})

describe('a paper without a main text', () => {
  it.each<[files: string[], said: string | undefined]>([
    [['paper/main.typ', 'paper/paper.typ'], undefined],
    [[], undefined],
    [['paper/README.md', 'tasks/a/sweep.ts', 'paper/sections/a.typ'], undefined],
    [
      ['paper/paper.typ'],
      'paper/ has no main text, so there is no paper: paper/paper.typ is not read → rename it: mv paper/paper.typ paper/main.typ, or include it in a paper/main.typ',
    ],
    [
      ['paper/intro.tex', 'paper/Main.tex'],
      'paper/ has no main text, so there is no paper: paper/Main.tex is not read → rename it: mv paper/Main.tex paper/main.tex, or include it in a paper/main.tex',
    ],
    [
      ['paper/thesis.md', 'paper/README.md'],
      'paper/ has no main text, so there is no paper: paper/thesis.md is not read → rename it: mv paper/thesis.md paper/main.md, or include it in a paper/main.md',
    ],
    [
      ['paper/figures.ts'],
      'paper/ has figures.ts and no main text, so there is no paper → write one of paper/main.typ, paper/main.tex, paper/main.md; npx nx g @bocas/nx:paper makes one',
    ],
  ])('%j', (files, expected) => {
    const slip = paperSlip(files)
    expect(slip && `${slip.problem.message} → ${slip.problem.hint}`).toBe(expected)
  })
})
