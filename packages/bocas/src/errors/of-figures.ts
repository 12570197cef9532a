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
  {
    code: 'missing-character',
    says: /(?:the figure font has no|no font of the figure has) "/,
    means: 'No face of the figures has that character, and it would be left out.',
    next: "Give it other words by `labels`, or a font that has it: defineFigures(…, { fonts: ['../../fonts/NotoSansSC-Regular.otf'] }).",
  },
  {
    code: 'no-font',
    says: /the font \S+ cannot be used/,
    means: 'The file is no font that figures can read, or is damaged.',
    next: 'Take the .ttf, .otf, .ttc or .woff of the font.',
  },
  {
    code: 'no-words',
    says: /figures have words in '/,
    means: 'Nobody has written our words in that language.',
    next: 'Leave `language` out for English; names of keys and metrics are yours in any language, by `labels`.',
  },
  {
    code: 'no-room',
    says: /" (?:is cut off|and ".*" overlap)|its words leave no room for the plot/,
    means: 'Words of a figure would cover each other, or be cut.',
    next: "Give it more room (`size: 'text'`, `height`), or shorter words (`labels`, `xLabel`, `yLabel`).",
  },
  {
    code: 'no-logarithm',
    says: /(?:which|has no place on) a logarithmic axis|is of finite numbers above 0/,
    means: '0 and what is below it have no logarithm.',
    next: 'Take a linear axis, or another place or spread.',
  },
  {
    code: 'no-test',
    says: /the test that was asked for cannot be made/,
    means:
      'Whatever the values are, this test of so few could not become significant: it would read as "no difference".',
    next: 'Run more seeds, compare fewer rows (`against`), or take another test: docs/which-test.md.',
  },
  {
    code: 'no-pairs',
    says: /the test '.*' (?:needs pairs|takes no pairs)/,
    means: 'Equal seeds are pairs only where the seed fixes the split or the start, which you have to say.',
    next: "Say `paired: 'seed'` if it does, or take a test of groups.",
  },
  {
    code: 'too-few-values',
    says: /are too few for a density|there is no critical difference|would be (?:much )?too narrow/,
    means: 'So few values do not say what is asked for.',
    next: 'Run more, or show each value: strips(), ecdf().',
  },
  {
    code: 'no-alternative-text',
    says: /has no alternative text/,
    means: 'Who cannot see a figure of your own reads what it shows, and nobody but you can say it.',
    next: "Add to its options: alt: 'Bars of the accuracy of four networks; the second is the highest.'",
  },
]
