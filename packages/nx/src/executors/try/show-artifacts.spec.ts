import { showArtifacts } from './show-artifacts'

describe('what a try shows of its result', () => {
  it('is its metrics, rounded as in tables and facts, and the names of the rest', () => {
    const result = {
      test: { kind: 'metrics', data: { error: 0.09850000000000003, accuracy: 0.9015, loss: 'NaN', deep: { f1: 1 } } },
      score: { kind: 'metrics', data: 0.45135587453842163 },
      worst: { kind: 'metrics', data: '-Infinity' },
      steps: { kind: 'metrics', data: 12_000 },
      history: { kind: 'series', data: { length: 20 } },
    } as const
    expect(showArtifacts({ artifacts: result }).split('\n')).toEqual([
      'test.error = 0.0985',
      'test.accuracy = 0.901',
      'test.loss = NaN',
      'test.deep.f1 = 1',
      'score = 0.451',
      'worst = −∞',
      'steps = 12000',
      'history: series',
    ])
  })
})
