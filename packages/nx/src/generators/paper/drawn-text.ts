import { readJson, type Tree } from '@nx/devkit'
import { PAPER_TASK } from 'bocas/internal/light'
import { layoutIn } from '../shared/layout-in'
import type { Float, PaperContent, Piece, Section } from './paper-text'

/** A text to begin with: a section for each task that has drawn something, which quotes its facts and shows its first figure and table. */
export function drawnText(tree: Tree, { title, author }: Pick<PaperContent, 'title' | 'author'>): PaperContent {
  const sections = drawnTasks(tree).map((task) => sectionOf(tree, task))
  return {
    title,
    author,
    abstract: ['What was asked, what was done, and what came out of it.'],
    sections: [
      {
        heading: 'Introduction',
        body: [
          [
            'Settings are chosen on validation data and reported on test data ',
            { cite: 'cawley2010overfitting' },
            ', and one seed stands for nothing ',
            { cite: 'bouthillier2021variance' },
            '.',
          ],
        ],
      },
      ...sections,
    ],
  }
}

function drawnTasks(tree: Tree): string[] {
  return tree
    .children(`${drawnIn(tree)}/facts`)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''))
    .filter((task) => task !== PAPER_TASK)
    .sort()
}

/** What tasks have drawn is the same for every paper; a new one has nothing yet. */
const drawnIn = (tree: Tree): string => layoutIn(tree).papers[0]!.folder

function sectionOf(tree: Tree, task: string): Section {
  const { facts = {} } = readJson<{ facts?: object }>(tree, `${drawnIn(tree)}/facts/${task}.json`)
  const quoted = Object.keys(facts).flatMap((name, i): Piece[] => [
    i === 0 ? '' : ', ',
    `${name}: `,
    { fact: `${task}.${name}` },
  ])
  const floats = [first(tree, 'figure', task), first(tree, 'table', task)].filter((float) => float !== undefined)
  const seen = floats.flatMap((see, i): Piece[] => [i === 0 ? ' See ' : ' and ', { see }])
  return {
    heading: task,
    body: [
      ...(quoted.length > 0 || seen.length > 0
        ? [[...(quoted.length > 0 ? ['Results: ', ...quoted, '.'] : []), ...(seen.length > 0 ? [...seen, '.'] : [])]]
        : []),
      ...floats,
    ],
  }
}

/** The first of the figures or tables of a task, if there is one. */
function first(tree: Tree, kind: Float['kind'], task: string): Float | undefined {
  const ending = kind === 'figure' ? '.svg' : '.csv'
  const [file] = tree
    .children(`${drawnIn(tree)}/${kind}s/${task}`)
    .filter((name) => name.endsWith(ending))
    .sort()
  if (file === undefined) return undefined
  const name = file.slice(0, -ending.length)
  return { kind, name: `${task}/${name}`, caption: [`The ${kind} ${name} of ${task}.`] }
}
