import { refusalOf } from '../../packages/nx/src/plan/refusal'
import type { Mistake } from './mistake'
import {
  filesInTheWay,
  formatted,
  inWorkspace,
  mainFilesSay,
  optionsSay,
  paperSays,
  plain,
  withoutLatexmk,
} from './provoke'

/** Mistakes in the text of a paper, and in where it and its workspace lie. */
export const MISTAKES_OF_PAPERS: readonly Mistake[] = [
  { did: 'no latexmk', code: 'no-latexmk', says: withoutLatexmk },
  {
    did: 'a package in another version than the lockfile says',
    code: 'other-packages',
    says: () =>
      inWorkspace({ '/node_modules/knn/package.json': '{ "name": "knn", "version": "1.0.0" }' }, ({ root }) => {
        const loadable = { folders: [{ folder: 'node_modules/knn', version: '2.0.0' }] }
        return Promise.resolve(plain(refusalOf(root, { run: { loadable }, env: [] } as never, {})))
      }),
  },
  { did: 'a folder that is there', code: 'files-in-the-way', says: filesInTheWay },
  {
    did: 'a number typed in the text',
    code: 'typed-number',
    says: () =>
      paperSays(
        '#import "build/bocas.typ": fact\nThe accuracy is 83.9 % on moons, and #fact("moons.accuracy") again.\n',
        {},
        true,
      ),
  },
  {
    did: 'a fact, a figure and a table misspelt',
    code: 'unknown-in-text',
    says: () =>
      paperSays(
        '#import "build/bocas.typ": fact, fig, tab\n#fact("moons.acuracy")\n#fact("moons.accuracy:std")\n#fig("moons/learn")\n#tab("moons/x")\n',
      ),
  },
  {
    did: 'no #import in the text',
    code: 'missing-import-in-text',
    says: () => paperSays('The value is #fact("moons.accuracy").\n'),
  },
  { did: 'two main files', code: 'several-main-files', says: () => mainFilesSay('paper/main.typ', 'paper/main.tex') },
  { did: 'papers among the tasks', code: 'wrong-folder', says: () => optionsSay({ paperDir: 'tasks/paper' }) },
  { did: 'a folder outside', code: 'wrong-folder', says: () => optionsSay({ tasksDir: '../tasks' }) },
  { did: 'tasksdir', code: 'unknown-option', says: () => optionsSay({ tasksdir: 'tasks' }) },
  {
    did: 'types to be right, and wrong',
    code: 'wrong-types',
    says: () =>
      formatted('the types of mine', [
        {
          code: 'wrong-types',
          message: "tasks/mine/run.ts:3:9 Type 'string' is not assignable to type 'number'. (TS2322)",
        },
      ]),
  },
]
