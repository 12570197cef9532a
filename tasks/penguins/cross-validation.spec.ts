import { planTurns } from './cross-validation'

const labels = [...Array<number>(20).fill(0), ...Array<number>(11).fill(1), ...Array<number>(14).fill(2)]
const everyRow = labels.map((_, i) => i)
const ascending = (indices: readonly number[]) => [...indices].sort((a, b) => a - b)

describe('planTurns', () => {
  const turns = planTurns(labels, 5, 1)

  it('predicts each row once for validation and once for test', () => {
    expect(ascending(turns.flatMap(({ validation }) => validation.unseen))).toEqual(everyRow)
    expect(ascending(turns.flatMap(({ test }) => test.unseen))).toEqual(everyRow)
  })

  it('never learns from a row that it predicts', () => {
    for (const { training, unseen } of turns.flatMap(({ validation, test }) => [validation, test])) {
      expect(training.filter((i) => unseen.includes(i))).toEqual([])
    }
  })

  it('keeps the test rows of a turn out of its validation altogether', () => {
    for (const { validation, test } of turns) {
      const seen = [...validation.training, ...validation.unseen]
      expect(ascending([...seen, ...test.unseen])).toEqual(everyRow)
      expect(test.training).toEqual(ascending(seen))
    }
  })

  it('has every class in every training set', () => {
    for (const { validation } of turns) expect(new Set(validation.training.map((i) => labels[i])).size).toBe(3)
  })

  it('is the same for the same seed and another for another', () => {
    expect(planTurns(labels, 5, 1)).toEqual(turns)
    expect(planTurns(labels, 5, 2)).not.toEqual(turns)
  })

  it('gives every fit a seed of its own', () => {
    expect(new Set(turns.flatMap(({ validation, test }) => [validation.seed, test.seed])).size).toBe(10)
  })

  it('refuses two folds: then nothing is left to learn from', () => {
    expect(() => planTurns(labels, 2, 1)).toThrow(
      '✖ Training, validation and test need at least 3 folds, but there are 2 → at config.folds',
    )
  })
})
