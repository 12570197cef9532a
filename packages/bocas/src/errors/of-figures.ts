import type { Explained } from './explained'

/** Mistakes in `figures.ts` and in the paper. */
export const OF_FIGURES = {
  'unknown-metric': {
    means: 'No result has a metric at that path.',
    next: 'Take the name that is proposed, or one of the list; metrics are named by their path: test.accuracy.',
  },
  'unknown-key': {
    means: 'No config has that key.',
    next: 'Take one of the list; a key is named by its path (model.lr), or by its end where that is unique.',
  },
  'unknown-column': {
    means: 'The series or table has no such column.',
    next: 'Take one of the list.',
  },
  'mixed-mean': {
    means: 'A mean over runs that differ in more than their seed is a mean of different things.',
    next: 'Choose with only() or select(), show the key, or say `over`.',
  },
  'nothing-to-show': {
    means: 'only() or its like left no run.',
    next: 'Look at what it was given: keys and values are those of the sweep.',
  },
  'name-taken': {
    means: 'Names of figures, tables, facts and tasks are file names, and case does not count.',
    next: 'Give each a name of its own.',
  },
  'chosen-by-report': {
    means: 'Runs that were chosen by a metric look better in that metric than they are.',
    next: 'Choose by validation and report the test, or say why with `optimistic`.',
  },
  'percent-twice': {
    means: "`as: 'percent'` multiplies shares by 100, and this is a percentage already.",
    next: 'Return a share from run, or leave `as` out.',
  },
  'not-defined': {
    means: 'The code uses a name that it has neither imported nor taken from its argument.',
    next: 'Figures take theirs from the kit: defineFigures<typeof run>(({ runs, lines, table }) => { … }).',
  },
  'unknown-in-text': {
    means: 'The text names something that the figures have not made.',
    next: 'Take the name that is proposed, or make it in figures.ts.',
  },
  'missing-import-in-text': {
    means: 'The text uses functions of bocas without importing them.',
    next: '#import "build/bocas.typ": fact, fig, tab',
  },
  'several-main-files': {
    means: 'main.typ, main.tex and main.md exclude each other.',
    next: 'Keep one; a second paper has a folder of its own.',
  },
  'no-latexmk': {
    means: 'A paper in LaTeX is built by latexmk, which must be installed.',
    next: 'Install TeX Live with latexmk, or write the paper in Typst, which comes with @bocas/paper.',
  },
  'typed-number': {
    means: 'A result that was typed into the text stays as it is when the results change.',
    next: 'Quote the fact; a number that is none of yours is allowed by docs/papers.md.',
  },
  'missing-paper-package': {
    means: '@bocas/paper is optional, because it brings a typesetter.',
    next: 'npm install --save-dev @bocas/paper',
  },
  'missing-character': {
    means: 'No face of the figures has that character, and it would be left out.',
    next: "Give it other words by `labels`, or a font that has it: defineFigures(…, { fonts: ['../../fonts/NotoSansSC-Regular.otf'] }).",
  },
  'no-font': {
    means: 'The file is no font that figures can read, or is damaged.',
    next: 'Take the .ttf, .otf, .ttc or .woff of the font.',
  },
  'no-words': {
    means: 'The words of figures (notes, heads, alternative texts) do not exist in that language.',
    next: 'Leave `language` out for English; names of keys and metrics are yours in any language, by `labels`.',
  },
  'no-room': {
    means: 'Words of a figure would cover each other, or be cut.',
    next: "Give it more room (`size: 'text'`, `height`), or shorter words (`labels`, `xLabel`, `yLabel`).",
  },
  'no-logarithm': {
    means: '0 and what is below it have no logarithm.',
    next: 'Take a linear axis, or another place or spread.',
  },
  'no-test': {
    means:
      'Whatever the values are, this test of so few could not become significant: it would read as "no difference".',
    next: 'Run more seeds, compare fewer rows (`against`), or take another test: docs/which-test.md.',
  },
  'no-pairs': {
    means: 'Equal seeds are pairs only where the seed fixes the split or the start, which you have to say.',
    next: "Say `paired: 'seed'` if it does, or take a test of groups.",
  },
  'too-few-values': {
    means: 'There are too few values for this statistic.',
    next: 'Run more, or show each value: strips(), ecdf().',
  },
  'no-alternative-text': {
    means:
      'Readers who cannot see a figure are told what it shows; of a figure of your own only you can write that text.',
    next: "Add to its options: alt: 'Bars of the accuracy of four networks; the second is the highest.'",
  },
} as const satisfies Readonly<Record<string, Explained>>
