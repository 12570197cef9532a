import { planTurns } from './cross-validation'

const labels = [...Array<number>(20).fill(0), ...Array<number>(11).fill(1), ...Array<number>(14).fill(2)]
const everyRow = labels.map((_, i) => i)
const ascending = (indices: readonly number[]) => [...indices].sort((a, b) => a - b)

describe('planTurns', () => {
  const turns = planTurns(labels, 5, 1)

  it('predicts each row once for validation and once for test', () => {
    expect(ascending(turns.flatMap(({ validation }) => validation))).toEqual(everyRow)
    expect(ascending(turns.flatMap(({ test }) => test))).toEqual(everyRow)
  })

  it('has each row of a turn in exactly one of training, validation and test', () => {
    for (const { training, validation, test } of turns)
      expect(ascending([...training, ...validation, ...test])).toEqual(everyRow)
  })

  it('has every class in every training set', () => {
    for (const { training } of turns) expect(new Set(training.map((i) => labels[i])).size).toBe(3)
  })

  it('is the same for the same seed and another for another', () => {
    expect(planTurns(labels, 5, 1)).toEqual(turns)
    expect(planTurns(labels, 5, 2)).not.toEqual(turns)
  })

  it('gives every model a seed of its own', () => {
    expect(new Set(turns.map(({ seed }) => seed)).size).toBe(5)
  })

  it('refuses two folds: then nothing is left to learn from', () => {
    expect(() => planTurns(labels, 2, 1)).toThrow(
      '✖ Training, validation and test need at least 3 folds, but there are 2 → at config.folds',
    )
  })
})
