export const TASK_TEMPLATES = ['minimal', 'tabular', 'tfjs', 'python', 'program'] as const
export type TemplateName = (typeof TASK_TEMPLATES)[number]

/** What a template makes beside a folder of its files. */
interface Template {
  /** Packages that its code imports, beside those of every task. */
  readonly imported: readonly string[]
  /** Whether it draws random numbers by `library/random.ts`. */
  readonly drawsRandom: boolean
  /** What is put behind the name for a second task, of templates of its own, whose results the first one takes. */
  readonly second?: string
  /** A config apart from the sweep, as `try` takes it. */
  readonly tried?: string
}

export const TEMPLATE: Readonly<Record<TemplateName, Template>> = {
  minimal: { imported: [], drawsRandom: false, tried: 'tactic=bumps noise=0.3' },
  tabular: { imported: [], drawsRandom: true, tried: 'tactic=neighbours tactic.k=7' },
  tfjs: { imported: ['@bocas/tfjs'], drawsRandom: true, tried: 'tactic=wide rate=0.02' },
  python: { imported: [], drawsRandom: false, tried: 'step=0.2' },
  program: { imported: [], drawsRandom: true, second: '-answers' },
}
