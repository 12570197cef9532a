import { where } from '../../../../tools/jest/where'
import { forEachPage } from './test-browser'
import type { TestRun } from './test-page'

const ROUNDS = 4
/** How many times as long as a page of one run ten thousand may take: about two seconds, where the page of one run takes a tenth of one. */
const MOST = 20

/** Five keys and ten metrics, as a large sweep has them. */
const sweep = (runs: number): TestRun[] =>
  Array.from({ length: runs }, (_, at) => ({
    name: `optimizer=${at % 3}+lr=${at % 7}+hidden=${at % 11}+batch=${at % 5}+seed=${at}`,
    config: { optimizer: `o${at % 3}`, lr: at % 7, hidden: at % 11, batch: at % 5, seed: at },
    seed: at,
    metrics: Object.fromEntries(
      Array.from({ length: 10 }, (_, metric) => [`part.metric${metric}`, (at * 7919) % 1013]),
    ),
  }))

where('chromium').describe('a page of ten thousand runs', () => {
  const { open } = forEachPage()

  it(`opens in less than ${MOST} times the time of a page of one run`, async () => {
    /** From the call to the first rows that can be seen. */
    const opening = async (runs: readonly TestRun[]): Promise<() => Promise<number>> => {
      const page = await open(runs)
      const address = page.url()
      return async () => {
        await page.goto('about:blank')
        const begin = performance.now()
        await page.goto(address, { waitUntil: 'commit' })
        await page.locator('#runs tbody tr').last().waitFor()
        return performance.now() - begin
      }
    }
    // The second file takes the place of the first: each is opened while it is there.
    const times = async (runs: readonly TestRun[]): Promise<number> => {
      const again = await opening(runs)
      const all: number[] = []
      for (let round = 0; round < ROUNDS; round++) all.push(await again())
      return Math.min(...all)
    }
    const [one, many] = [await times(sweep(1)), await times(sweep(10_000))]
    const after = await times(sweep(1))
    // A machine that is busier now than it was then is judged by what it is now.
    expect(many).toBeLessThan(MOST * Math.max(one, after))
  })
})
