/** One thing that was looked at. */
export interface DoctorFinding {
  readonly state: 'well' | 'note' | 'wrong'
  readonly what: string
  /** What to do. */
  readonly next?: string | undefined
}

const MARKS = { well: '✔', note: '·', wrong: '✖' } as const

/** The findings as lines: what is well in one, what is not with what to do below it. */
export const showFindings = (findings: readonly DoctorFinding[]): string =>
  findings
    .flatMap(({ state, what, next }) => [
      `${MARKS[state]} ${what}`,
      ...(next === undefined ? [] : next.split('\n').map((line) => `  → ${line}`)),
    ])
    .join('\n')
