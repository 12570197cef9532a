import type { Float, PaperContent } from './paper-text'

/** The paper about the task that `nx g @bocas/nx:task` makes, quoting what its `figures.ts` draws. */
export function exampleText(task: string, { title, author }: Pick<PaperContent, 'title' | 'author'>): PaperContent {
  const fact = (name: string) => ({ fact: `${task}.${name}` })
  const curves: Float = {
    kind: 'figure',
    name: `${task}/learning`,
    caption: ['Validation loss while the tactics learn, each at the learning rate that was best on validation points.'],
  }
  const accuracy: Float = {
    kind: 'table',
    name: `${task}/accuracy`,
    caption: ['Share of the test points that are classified correctly, by tactic and learning rate.'],
  }
  return {
    title,
    author,
    abstract: [
      'Points lie on half moons that interleave. A straight line classifies ',
      fact('line.accuracy'),
      ' of them correctly, a sum of bumps ',
      fact('bumps.accuracy'),
      '. No number in this text was typed: each is quoted by its name from the runs that gave it.',
    ],
    sections: [
      {
        heading: 'Introduction',
        body: [
          [
            'Small comparisons are easy to run and easy to get wrong. A hyper-parameter is picked by the number that is then reported ',
            { cite: 'cawley2010overfitting' },
            ', or one lucky seed stands for a method ',
            { cite: 'bouthillier2021variance' },
            '. Here settings are chosen on validation points and reported on test points, and every value is a mean over ',
            fact('bumps.accuracy:n'),
            ' seeds.',
          ],
        ],
      },
      {
        heading: 'Results',
        body: [
          [
            'The line reaches an accuracy of ',
            fact('line.accuracy'),
            ' and the bumps one of ',
            fact('bumps.accuracy'),
            '. ',
            { see: curves },
            ' shows how they learn, ',
            { see: accuracy },
            ' what each learning rate gives.',
          ],
          curves,
          accuracy,
        ],
      },
    ],
  }
}
