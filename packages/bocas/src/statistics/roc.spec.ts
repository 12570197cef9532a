import { calibrationBins, calibrationError } from './calibration'
import { areaUnderRoc, averagePrecision, precisionAt, rocCurve, truePositiveRateAt } from './roc'

const TRUE = [0, 0, 1, 1, 0, 1, 0, 1, 1, 0].map((one) => one === 1)
const SCORES = [0.1, 0.4, 0.35, 0.8, 0.4, 0.7, 0.2, 0.9, 0.4, 0.05]

describe('a ROC curve', () => {
  const curve = rocCurve(TRUE, SCORES)

  it('is that of scikit-learn 1.2: roc_curve(TRUE, SCORES, drop_intermediate=False)', () => {
    expect(curve.map(({ falsePositiveRate }) => falsePositiveRate)).toEqual([0, 0, 0, 0, 0.4, 0.4, 0.6, 0.8, 1])
    expect(curve.map(({ truePositiveRate }) => truePositiveRate)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1])
    expect(areaUnderRoc(curve)).toBeCloseTo(0.88, 12)
  })

  it('has the precisions of precision_recall_curve(TRUE, SCORES), and its average_precision_score', () => {
    expect(curve.slice(1).map(({ precision }) => precision)).toEqual([1, 1, 1, 2 / 3, 5 / 7, 0.625, 5 / 9, 0.5])
    expect(averagePrecision(curve)).toBeCloseTo(0.8761904761904762, 12)
  })

  it.each([
    [0, 0.6],
    [0.2, 0.7],
    [0.4, 1],
    [1, 1],
  ])('at a false positive rate of %p has %p', (rate, expected) => {
    expect(truePositiveRateAt(curve, rate)).toBeCloseTo(expected, 12)
  })

  it.each([
    [0, 1],
    [0.6, 1],
    [0.7, 2 / 3],
    [1, 5 / 7],
  ])('at a recall of %p has the precision %p', (recall, expected) => {
    expect(precisionAt(curve, recall)).toBeCloseTo(expected, 12)
  })

  it('does not depend on the order of rows, equal scores among them', () => {
    const turned = rocCurve([...TRUE].reverse(), [...SCORES].reverse())
    expect(turned).toEqual(curve)
    expect(areaUnderRoc(rocCurve([true, false, true], [1, 1, 1]))).toBe(0.5)
  })

  it('is refused where a rate is none, and of scores that are none', () => {
    expect(() => rocCurve([true, true], [1, 2])).toThrow('all 2 rows are positive: there is no ROC curve of them')
    expect(() => rocCurve([], [])).toThrow('all 0 rows are negative')
    expect(() => rocCurve([true, false], [1, NaN])).toThrow('a ROC curve needs one finite score per row')
  })

  it('of 20,000 rows sums to what ranks say', () => {
    const scores = Array.from({ length: 20_000 }, (_, index) => Math.sin(index))
    const area = areaUnderRoc(
      rocCurve(
        scores.map((_, index) => index % 3 === 0),
        scores,
      ),
    )
    expect(Math.abs(area - 0.5)).toBeLessThan(0.02)
  })
})

describe('calibration', () => {
  it('has the bins of scikit-learn 1.2: calibration_curve(TRUE, SCORES, n_bins=5)', () => {
    const bins = calibrationBins(TRUE, SCORES, 5)
    expect(bins[2]).toBeNull()
    const filled = bins.filter((bin) => bin !== null)
    expect(filled.map(({ share }) => share)).toEqual([0, 0.5, 1, 1])
    ;[0.11666666666666668, 0.38749999999999996, 0.75, 0.9].forEach((mean, at) =>
      expect(filled[at]!.probability).toBeCloseTo(mean, 12),
    )
    // (3 · 0.116… + 4 · 0.1125 + 2 · 0.25 + 0.1) / 10
    expect(calibrationError(bins)).toBeCloseTo(0.14, 12)
  })

  it('holds 0 and 1, and refuses what is no probability', () => {
    expect(calibrationBins([true, false], [0, 1], 10).map((bin) => bin?.count ?? 0)).toEqual([
      1, 0, 0, 0, 0, 0, 0, 0, 0, 1,
    ])
    expect(() => calibrationBins([true], [1.1], 10)).toThrow('a probability is a number from 0 to 1, not 1.1')
    expect(() => calibrationBins([true], [NaN], 10)).toThrow('not NaN')
    expect(() => calibrationBins([true], [1], 1)).toThrow('the number of bins is a whole number from 2 to 100, not 1')
  })
})
