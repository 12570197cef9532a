import { history } from '../../artifacts'
import { freshFolder, storeRun } from '../read/fixtures'
import { makeResult } from './result'
import { verifyResult } from './verify-result'

async function example() {
  const output = {
    loss: NaN,
    val: { accuracy: 0.9, 'f1@0.5': 0.8, perClass: { 'iris.setosa': 1 } },
    history: history({ loss: [0.5, 0.4], acc: [0.8, 0.9] }),
  }
  const run = await storeRun(freshFolder(), { name: 'optimizer=adam', config: { optimizer: 'adam' }, output })
  return makeResult<{ optimizer: string }, typeof output>(await verifyResult(run.dir, run.key), run)
}

describe('a result', () => {
  it('says whose it is and what it holds', async () => {
    const result = await example()
    expect(result).toMatchObject({ task: 'mnist', name: 'optimizer=adam', config: { optimizer: 'adam' } })
    expect(result.names).toEqual(['history', 'loss', 'val'])
    expect(result.metricPaths).toEqual(['loss', 'val.accuracy', 'val.f1@0.5', 'val.perClass.iris.setosa'])
  })

  it('gives metrics by path, whatever their names hold', async () => {
    const result = await example()
    expect(result.metric('val.accuracy')).toBe(0.9)
    expect(result.metric('val.f1@0.5')).toBe(0.8)
    expect(result.metric('val.perClass.iris.setosa')).toBe(1)
    expect(result.metric('loss')).toBeNaN()
    expect([result.hasMetric('loss'), result.hasMetric('val')]).toEqual([true, false])
  })

  it('gives columns of series, under either name of accuracy', async () => {
    const result = await example()
    expect(result.column('history.loss')).toEqual([0.5, 0.4])
    expect(result.column('history.accuracy')).toEqual([0.8, 0.9])
  })

  it('lists what there is when a name is wrong, and says whose result it is', async () => {
    const result = await example()
    expect(() => result.get('histroy' as 'loss')).toThrow(
      'there is no artifact "histroy"; did you mean `history`? There are: `history`, `loss`, `val` (at mnist/optimizer=adam)',
    )
    expect(() => result.get('toString' as 'loss')).toThrow('there is no artifact "toString"')
    expect(() => result.metric('val.acuracy' as 'loss')).toThrow('did you mean `val.accuracy`?')
    expect(() => result.metric('history.loss' as 'loss')).toThrow('there is no metric "history.loss"')
    expect(() => result.column('histori.loss' as never)).toThrow(
      'did you mean `history.loss`? There are: `history.acc`, `history.loss`',
    )
    expect(() => result.column('history.los' as never)).toThrow('there is no column "los"; did you mean `loss`?')
    expect(() => result.column('val.accuracy' as never)).toThrow('there is no column "val.accuracy"')
  })
})
