import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { isThere } from '../../../tools/jest/where'
import { buildPaper } from './build-paper'
import { checkPaper } from './check/check-paper'
import type { PaperJob } from './shared/job'
import { packPaper } from './pack/pack-paper'
import { formatPaperError, formatPaperProblem, PaperError, type PaperProblem } from './shared/problems'
import { makePaper } from './test-paper'

jest.setTimeout(120_000)

const gap = (value: number) => ({ name: 'cnn − mlp', kind: 'difference', value, error: 0.002, n: 10 })
const claim = (value: number, at?: string) => ({
  kind: 'numbers',
  numbers: [gap(value)],
  as: 'points',
  claimed: { atLeast: 0.01 },
  runs: ['mnist/a'],
  ...(at === undefined ? {} : { at }),
})
/** `ahead` holds, `far` does not, `unknown` has no result yet. */
const MNIST = {
  format: 3,
  task: 'mnist',
  facts: {},
  claims: {
    ahead: claim(0.024),
    far: claim(0.004, 'figures.ts:12:3'),
    unknown: { kind: 'names', names: [], claimed: { is: 'cnn' }, runs: [] },
  },
}
const PAPER = { format: 3, task: 'paper', facts: {}, claims: { overall: claim(0.001, 'figures.ts:7:3') } }
const FAR = 'the text says what does not hold: claim mnist.far: cnn − mlp = 0.4 ± 0.2 points, claimed ≥ 1 points'

interface Language {
  readonly main: string
  readonly text: (body: string) => string
  readonly claim: (name: string, words: string) => string
  /** How many lines stand before the body. */
  readonly head: number
  /** Where a claim begins that begins its line. */
  readonly column: number
}

const LANGUAGES: readonly Language[] = [
  {
    main: 'main.typ',
    text: (body) => `#import "build/bocas.typ": *\n\n${body}\n`,
    claim: (name, words) => `#claim("${name}")[${words}]`,
    head: 2,
    column: 2,
  },
  {
    main: 'main.tex',
    text: (body) => `\\documentclass{article}\n\\input{build/bocas}\n\\begin{document}\n${body}\n\\end{document}\n`,
    claim: (name, words) => `\\claim{${name}}{${words}}`,
    head: 3,
    column: 1,
  },
  {
    main: 'main.md',
    text: (body) => `# T\n\n${body}\n`,
    claim: (name, words) => `[${words}](claim:${name})`,
    head: 2,
    column: 1,
  },
]
const HAS_TEX = isThere('latexmk')
const made: string[] = []
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const messagesOf = (problems: readonly PaperProblem[]): string[] =>
  problems.map((problem) => formatPaperProblem(problem, '⚠'))

describe.each(LANGUAGES.filter(({ main }) => HAS_TEX || main !== 'main.tex'))(
  'claims in $main',
  ({ main, text, claim, head, column }) => {
    const paper = (body: string): PaperJob => {
      const files = {
        'facts/mnist.json': JSON.stringify(MNIST),
        'facts/paper.json': JSON.stringify(PAPER),
        [main]: text(body),
      }
      const paperDir = makePaper(files)
      made.push(path.dirname(paperDir))
      return { paperDir, main, tasks: ['mnist', 'paper'], out: path.join(paperDir, 'build', 'paper.out') }
    }
    const failure = async (job: PaperJob): Promise<{ message: string }> => {
      const error: unknown = await buildPaper(job).catch((problem: unknown) => problem)
      if (!(error instanceof PaperError)) throw new Error('the paper was built', { cause: error })
      return { message: formatPaperError(error) }
    }

    it('are warnings with line, numbers and the place in figures.ts when they do not hold, and in order', async () => {
      const job = paper(
        `Here ${claim('mnist.ahead', 'it is ahead')}.\n${claim('mnist.far', 'It is far\nahead')}, ${claim('overall', 'overall')}.`,
      )
      const built = await buildPaper(job)
      expect(messagesOf(built.findings)).toEqual([
        `⚠ ${FAR} → at paper/${main}:${head + 2}:${column}\n  claimed at tasks/mnist/figures.ts:12:3: mend the sentence, or the claim`,
        expect.stringMatching(
          new RegExp(
            `^⚠ the text says what does not hold: claim overall: .* → at paper/${main}:${head + 3}:\\d+\\n  claimed at paper/figures.ts:7:3: `,
          ),
        ),
      ])
      expect(built.claims).toEqual(['mnist.ahead', 'mnist.far', 'overall'])
      expect(built.unused.claims).toEqual(['mnist.unknown'])
    })

    it('are errors of a strict build, which writes no paper, and none when they hold', async () => {
      const broken = paper(claim('mnist.far', 'It is far ahead.'))
      expect((await failure({ ...broken, strict: true })).message).toBe(
        `✖ ${FAR} → at paper/${main}:${head + 1}:${column}\n  claimed at tasks/mnist/figures.ts:12:3: mend the sentence, or the claim`,
      )
      expect(existsSync(broken.out)).toBe(false)
      const whole = paper(`${claim('mnist.ahead', 'It is ahead.')} ${claim('mnist.unknown', 'Who knows?')}`)
      expect(words((await buildPaper({ ...whole, draft: true })).file)).not.toContain('does not hold')
      expect((await buildPaper({ ...whole, strict: true })).findings).toEqual([])
      expect(existsSync(whole.out)).toBe(true)
    })

    it('that do not exist stop every build, with the nearest names', async () => {
      const { message } = await failure(paper(`${claim('mnist.ahed', 'a')} ${claim('far', 'b')}`))
      expect(message).toContain(`✖ unknown claim "mnist.ahed" → at paper/${main}:${head + 1}:`)
      expect(message).toContain('did you mean "mnist.ahead"')
      expect(message).toContain('did you mean "mnist.far"')
      expect(message).toContain('The claims that exist: mnist.ahead, mnist.far, mnist.unknown, overall')
    })

    it('are seen by the check that builds nothing', async () => {
      const { paperDir, tasks } = paper(`${claim('mnist.far', 'far')} ${claim('mnist.fra', 'x')}`)
      const { problems, unused, quotes } = await checkPaper({ paperDir, tasks })
      expect(problems.map(({ message }) => message)).toEqual(['unknown claim "mnist.fra"', FAR])
      expect(unused.claim).toEqual(['mnist.ahead', 'mnist.unknown', 'overall'])
      expect(quotes.map(({ kind, name, at }) => [kind, name, at.line])).toEqual([
        ['claim', 'mnist.far', head + 1],
        ['claim', 'mnist.fra', head + 1],
      ])
    })

    it('are packed with a paper that compiles elsewhere, and stop a strict one', async () => {
      if (main === 'main.md') return
      const job = paper(claim('mnist.far', 'It is far ahead.'))
      const into = path.join(job.paperDir, 'arxiv')
      const { claims, findings } = await packPaper({ ...job, into })
      expect([claims, findings.length]).toEqual([['mnist.far'], 1])
      expect(words(path.join(into, 'paper.pdf'))).toContain('It is far ahead.')
      await expect(packPaper({ ...job, into, strict: true })).rejects.toThrow(FAR)
    })

    it('leave the paper as it is without them, and are marked in a draft only', async () => {
      const [one, other] = [claim('mnist.far', 'It is far ahead.'), 'It is far ahead.'].map(paper)
      const shown = async (job: PaperJob): Promise<string> => words((await buildPaper(job)).file)
      expect(await shown(one!)).toBe(await shown(other!))
      expect(await shown({ ...one!, draft: true, roots: {} })).toMatch(/It is far ahead\.\s*the claim does not hold/)
      expect((await buildPaper({ ...one!, draft: true })).findings).toHaveLength(1)
    })
  },
)

/** What a reader of the paper reads. */
function words(file: string): string {
  const bytes = readFileSync(file)
  if (bytes.subarray(0, 5).toString() !== '%PDF-')
    return bytes
      .toString()
      .replace(/<style>[^]*?<\/style>/, '')
      .replace(/<[^>]*>/g, '')
  const { stdout, error } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  if (error) throw new Error('pdftotext is needed (poppler)', { cause: error })
  return stdout
}
