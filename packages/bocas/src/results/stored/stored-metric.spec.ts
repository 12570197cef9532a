import { storedMetric } from './stored-metric'

const artifacts = {
  val: { kind: 'metrics', data: { accuracy: 0.9, 'top.5': 0.99, deep: { f1: 'NaN' } } },
  'val.loss': { kind: 'metrics', data: 0.3 },
  value: { kind: 'metrics', data: '-Infinity' },
  history: { kind: 'series', data: { loss: 1 } },
  broken: { kind: 'metrics', data: { text: 'high' } },
}

describe('a stored metric', () => {
  it.each([
    ['val.accuracy', 0.9],
    ['val.deep.f1', NaN],
    ['val.top.5', 0.99],
    ['val.loss', 0.3],
    ['value', -Infinity],
  ])('is found at %s, whatever dots its names hold', (path, value) => {
    expect(storedMetric(artifacts, path)).toBe(value)
  })

  it.each(['val', 'val.deep', 'val.acc', 'val.accuracy.x', 'history.loss', 'broken.text', 'va', '', 'val..accuracy'])(
    'is not found at %j',
    (path) => {
      expect(storedMetric(artifacts, path)).toBeUndefined()
    },
  )
})
