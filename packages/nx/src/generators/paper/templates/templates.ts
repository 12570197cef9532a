import type { PaperLanguage } from '../paper-text'

/**
 * What a new paper looks like. `ieee`, `acm` and `lncs` are classes of TeX Live, whose licences (LPPL, CC BY) let everybody pass them on. The style files of NeurIPS, ICML and ACL come from the venue, each year anew and under no licence by
 * which they could be shipped: such a paper is an article that builds, with the lines to write once the files are there.
 */
const PAPER_TEMPLATES = ['article', 'two-column', 'ieee', 'acm', 'lncs', 'neurips', 'icml', 'acl'] as const
export type PaperTemplate = (typeof PAPER_TEMPLATES)[number]

/** Which there are in each language. */
export const TEMPLATES_OF: Readonly<Record<PaperLanguage, readonly PaperTemplate[]>> = {
  typst: ['article', 'two-column'],
  latex: PAPER_TEMPLATES,
  markdown: ['article'],
}

/** What differs between papers in LaTeX. */
export interface LatexTemplate {
  /** From `\documentclass` on, and comments before it. */
  readonly head: string
  readonly author: (author: string) => string
  /** Whether the class prints the abstract with the title, and so has to have it before. */
  readonly isAbstractFirst?: boolean
  readonly style: string
}

const byHand = (author: string): string => `\\author{${author}}`

/** The classes of LaTeX itself set captions for below a figure: above a table they touch its rule. */
const CAPTIONS = '\\setlength{\\belowcaptionskip}{6pt}'

/** An article until the files of the venue are there. */
const ofVenue = (venue: string, from: string, lines: readonly string[], style: string): LatexTemplate => ({
  head: [
    `% For ${venue}: get the style files of this year from ${from}, put them beside this file, and write`,
    ...lines.map((line) => `%   ${line}`),
    `% in place of the next two lines, with \\bibliographystyle{${style}} below. Without them this builds as an article.`,
    '\\documentclass{article}',
    CAPTIONS,
  ].join('\n'),
  author: byHand,
  style: 'plain',
})

export const LATEX_TEMPLATES: Readonly<Record<PaperTemplate, LatexTemplate>> = {
  article: { head: `\\documentclass{article}\n${CAPTIONS}`, author: byHand, style: 'plain' },
  'two-column': {
    head: `\\documentclass[twocolumn]{article}\n${CAPTIONS}`,
    author: byHand,
    style: 'plain',
  },
  ieee: {
    head: '% IEEEtran is part of TeX Live (on Debian texlive-publishers and, for Times, texlive-fonts-recommended).\n\\documentclass[conference]{IEEEtran}',
    author: (author) => `\\author{\\IEEEauthorblockN{${author}}}`,
    style: 'IEEEtran',
  },
  acm: {
    head: [
      '% acmart is part of TeX Live (texlive-publishers on Debian); for a review: [sigconf, anonymous, review].',
      '\\documentclass[sigconf, nonacm]{acmart}',
    ].join('\n'),
    author: (author) => `\\author{${author}}\n\\affiliation{\\institution{Its institution}\\country{Its country}}`,
    style: 'ACM-Reference-Format',
    isAbstractFirst: true,
  },
  lncs: {
    head: '% llncs, of Springer, is part of TeX Live (texlive-publishers on Debian).\n\\documentclass[runningheads]{llncs}',
    author: (author) => `\\author{${author}}\n\\institute{Its institution}`,
    style: 'splncs04',
  },
  neurips: ofVenue(
    'NeurIPS',
    'https://neurips.cc',
    ['\\documentclass{article}', '\\usepackage{neurips_2026} % the year of the call; option preprint for arXiv'],
    'plainnat',
  ),
  icml: ofVenue(
    'ICML',
    'https://icml.cc',
    [
      '\\documentclass{article}',
      '\\usepackage{icml2026} % the year of the call; option accepted for the final version',
    ],
    'icml2026',
  ),
  acl: ofVenue(
    'ACL',
    'https://github.com/acl-org/acl-style-files',
    ['\\documentclass[11pt]{article}', '\\usepackage[review]{acl}'],
    'acl_natbib',
  ),
}
