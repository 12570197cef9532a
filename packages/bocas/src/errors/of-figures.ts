import type { Explained } from './explained'

/** Mistakes in `figures.ts` and in the paper. */
export const OF_FIGURES: readonly Explained[] = [
  {
    code: 'unknown-metric',
    says: /there is no metric "/,
    means: 'No result has a metric at that path.',
    next: 'Take the name that is proposed, or one of the list; metrics are named by their path: test.accuracy.',
  },
  {
    code: 'unknown-key',
    says: /no run has a key "|there is no key '/,
    means: 'No config has that key.',
    next: 'Take one of the list; a key is named by its path (model.lr), or by its end where that is unique.',
  },
  {
    code: 'unknown-column',
    says: /there is no column "/,
    means: 'The series or table has no such column.',
    next: 'Take one of the list.',
  },
  {
    code: 'mixed-mean',
    says: /would mix runs that differ in/,
    means: 'A mean over runs that differ in more than their seed is a mean of different things.',
    next: 'Choose with only() or select(), show the key, or say `over`.',
  },
  {
    code: 'nothing-to-show',
    says: /there are no runs to show/,
    means: 'only() or its like left no run.',
    next: 'Look at what it was given: keys and values are those of the sweep.',
  },
  {
    code: 'name-taken',
    says: /there is a \w+ ".*" already; give every|the name ".*" is taken/,
    means: 'Names of figures, tables, facts and tasks are file names, and case does not count.',
    next: 'Give each a name of its own.',
  },
  {
    code: 'chosen-by-report',
    says: /select\(\).*(?:flatter|report)|optimistic/,
    means: 'What was chosen by a metric looks better in that metric than it is.',
    next: 'Choose by validation and report the test, or say why with `optimistic`.',
  },
  {
    code: 'percent-twice',
    says: /would print .* %: it shows shares/,
    means: "`as: 'percent'` multiplies shares by 100, and this is a percentage already.",
    next: 'Return a share from run, or leave `as` out.',
  },
  {
    code: 'not-defined',
    says: /\b\w+ is not defined\b|it is taken from the argument: defineFigures/,
    means: 'The code uses a name that it has neither imported nor taken from its argument.',
    next: 'Figures take theirs from the kit: defineFigures<typeof run>(({ runs, lines, table }) => { … }).',
  },
  {
    code: 'unknown-in-text',
    says: /unknown (?:fact|figure|table|claim) "|has no form "/,
    means: 'The text names something that the figures have not made.',
    next: 'Take the name that is proposed, or make it in figures.ts.',
  },
  {
    code: 'missing-import-in-text',
    says: /unknown variable: (?:fact|fig|tab|claim|sources|facts)\b/,
    means: 'The text uses our functions without their import.',
    next: '#import "build/bocas.typ": fact, fig, tab',
  },
  {
    code: 'several-main-files',
    says: /a paper has one main file, and here are/,
    means: 'main.typ, main.tex and main.md exclude each other.',
    next: 'Keep one; a second paper has a folder of its own.',
  },
  {
    code: 'no-latexmk',
    says: /latexmk is not installed/,
    means: 'A paper in LaTeX is set by an installed latexmk.',
    next: 'Install TeX Live with latexmk, or write the paper in Typst, which comes with @bocas/paper.',
  },
  {
    code: 'typed-number',
    says: /is typed by hand, and/,
    means: 'A number in the text that results say as well goes stale in silence.',
    next: 'Quote the fact; a number that is none of yours is allowed by docs/papers.md.',
  },
  {
    code: 'missing-paper-package',
    says: /the package that builds papers is not installed/,
    means: '@bocas/paper is optional, because it brings a typesetter.',
    next: 'npm install --save-dev @bocas/paper',
  },
]
