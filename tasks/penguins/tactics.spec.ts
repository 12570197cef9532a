import { rng } from '../../library/random'
import { train, type Tactic } from './tactics'

/** Three clouds of points around (0, 0, 0), (4, 0, 0) and (0, 4, 0), each coordinate off by up to `noise`. */
function clouds(n: number, noise: number, seed: number) {
  const random = rng(seed)
  const classes = Array.from({ length: n }, (_, i) => i % 3)
  const rows = classes.map((c) => [c === 1 ? 4 : 0, c === 2 ? 4 : 0, 0].map((x) => x + noise * (2 * random() - 1)))
  return { rows, classes }
}

const tactics: Tactic[] = [
  { name: 'forest', trees: 10, features: 2 },
  { name: 'neighbours', k: 3 },
  { name: 'logistic', rate: 0.01, steps: 200 },
]

describe.each(tactics)('train: $name', (tactic) => {
  const known = clouds(90, 1.5, 1)
  const unseen = clouds(60, 1.5, 2)

  it('learns to tell clouds apart that do not touch', () => {
    const predicted = train(tactic, known.rows, known.classes, 1)(unseen.rows)
    expect(predicted.filter((c, i) => c === unseen.classes[i]).length).toBeGreaterThanOrEqual(57)
  })

  it('says the same twice with the same seed', () => {
    const blurred = clouds(90, 4, 3)
    const predict = () => train(tactic, blurred.rows, blurred.classes, 5)(unseen.rows)
    expect(predict()).toEqual(predict())
  })

  it('leaves the training rows as they were', () => {
    const { rows, classes } = clouds(30, 1, 4)
    train(tactic, rows, classes, 1)(rows)
    expect({ rows, classes }).toEqual(clouds(30, 1, 4))
  })
})

describe('train', () => {
  it('gives the seed to the forest: other seeds grow other forests', () => {
    const blurred = clouds(120, 4, 3)
    const unseen = clouds(300, 4, 4)
    const forest = (seed: number) =>
      train({ name: 'forest', trees: 3, features: 2 }, blurred.rows, blurred.classes, seed)(unseen.rows)
    expect(forest(1)).not.toEqual(forest(2))
  })

  it('lets logistic regression have an intercept: it separates classes on the same side of the origin', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [i < 20 ? 1 + i / 100 : 3 + i / 100])
    const classes = rows.map((_, i) => (i < 20 ? 0 : 1))
    expect(train({ name: 'logistic', rate: 0.05, steps: 2000 }, rows, classes, 1)(rows)).toEqual(classes)
  })

  it('agrees with a plain search for the nearest neighbour, for every one of 200 points', () => {
    const { rows, classes } = clouds(150, 4, 6)
    const unseen = clouds(200, 4, 7).rows
    const distance = (a: number[], b: number[]) => Math.hypot(...a.map((x, i) => x - b[i]!))
    const nearest = unseen.map((point) => {
      const distances = rows.map((row) => distance(row, point))
      return classes[distances.indexOf(Math.min(...distances))]
    })
    expect(train({ name: 'neighbours', k: 1 }, rows, classes, 1)(unseen)).toEqual(nearest)
  })

  it('lets each tree see one feature only when one is asked for', () => {
    // only the first feature tells class 1 from the others: a tree that sees all three always finds it, one that sees another cannot
    const { rows, classes } = clouds(90, 1, 8)
    const isOne = classes.map((c) => (c === 1 ? 1 : 0))
    const mistakes = (features: number, seed: number) =>
      train({ name: 'forest', trees: 1, features }, rows, isOne, seed)(rows).filter((c, i) => c !== isOne[i]).length
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
    expect(seeds.map((seed) => mistakes(3, seed))).toEqual(seeds.map(() => 0))
    const alone = seeds.map((seed) => mistakes(1, seed))
    expect(Math.min(...alone)).toBe(0)
    expect(Math.max(...alone)).toBeGreaterThan(10)
  })

  it.each([0, 4, 1.5])('refuses a forest whose trees see %p of 3 features', (features) => {
    const { rows, classes } = clouds(9, 1, 1)
    expect(() => train({ name: 'forest', trees: 1, features }, rows, classes, 1)).toThrow(
      `✖ A tree can see from 1 to 3 features, but not ${features} → at config.tactic.features`,
    )
  })
})
