import { nearestNames } from './nearest-names'

describe('nearestNames', () => {
  const names = ['mnist.adam.accuracy', 'mnist.sgd.accuracy', 'mnist.runs', 'gain']

  it('puts the name with the fewest edits first', () => {
    expect(nearestNames('mnist.adm.accuracy', names)).toEqual(['mnist.adam.accuracy', 'mnist.sgd.accuracy'])
  })

  it('finds a name whose task was forgotten', () => {
    expect(nearestNames('runs', names)).toEqual(['mnist.runs'])
  })

  it('ignores case and offers nothing for what is far from everything', () => {
    expect(nearestNames('GAIN', names)).toEqual(['gain'])
    expect(nearestNames('elephants', names)).toEqual([])
  })

  it('counts a swap of neighbours as one edit', () => {
    expect(nearestNames('adma', ['adam'])).toEqual(['adam'])
  })
})
