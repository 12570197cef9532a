import type { Penguin } from './data'
import { fitEncoding } from './features'

const penguin = (length: number | null, sex: Penguin['sex']): Penguin => ({ species: 0, measurements: [length], sex })
const training = [penguin(1, 'MALE'), penguin(2, 'MALE'), penguin(3, 'FEMALE')]

describe('fitEncoding', () => {
  it('standardises every feature to mean 0 and standard deviation 1 over the training rows', () => {
    const encode = fitEncoding(training)
    expect(training.map((row) => encode(row)[0])).toEqual([-1, 0, 1])
    const sexes = training.map((row) => encode(row)[1]!)
    expect(sexes.reduce((sum, x) => sum + x)).toBeCloseTo(0, 12)
    expect(sexes.reduce((sum, x) => sum + x ** 2, 0) / 2).toBeCloseTo(1, 12)
  })

  it('scales unseen rows by what the training rows taught, not by themselves', () => {
    expect(fitEncoding(training)(penguin(12, 'MALE'))[0]).toBe(10)
  })

  it('puts the training mean where a measurement is missing', () => {
    expect(fitEncoding([...training, penguin(null, 'FEMALE')])(penguin(null, 'MALE'))[0]).toBe(0)
  })

  it('puts the more frequent sex of the training rows where the sex is missing', () => {
    const encode = fitEncoding(training)
    expect(encode(penguin(2, null))).toEqual(encode(penguin(2, 'MALE')))
    const others = fitEncoding([penguin(1, 'FEMALE'), penguin(2, 'FEMALE'), penguin(3, 'MALE')])
    expect(others(penguin(2, null))).toEqual(others(penguin(2, 'FEMALE')))
  })

  it('makes a feature that does not vary 0 instead of dividing by nothing', () => {
    expect(fitEncoding([penguin(5, 'MALE'), penguin(5, 'MALE')])(penguin(7, 'FEMALE'))).toEqual([0, 0])
  })

  it('says so when the training rows have no value to learn from', () => {
    expect(() => fitEncoding([penguin(null, 'MALE')])).toThrow(
      '✖ No penguin in the training rows has a value for measurement 0',
    )
  })
})
