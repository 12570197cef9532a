import { readRuns } from 'bocas/internal'
import { testFolder, writeResult, writeResults } from '../../test-results'
import { checkAlikeOver, checkName, checkOptions } from './checks'

describe('names of figures, tables and facts', () => {
  it('are made of the letters that run names are made of', () => {
    expect(() => checkName('lr=0.1+best_of-3', new Set(), 'figure')).not.toThrow()
    expect(() => checkName('my figure', new Set(), 'figure')).toThrow('letters')
    expect(() => checkName('../curves', new Set(), 'figure')).toThrow('letters')
    expect(() => checkName('.hidden', new Set(), 'figure')).toThrow('".hidden"')
    expect(() => checkName(7, new Set(), 'figure')).toThrow('is a string, not 7')
  })

  it('are taken when only their case differs: files have no case on some machines', () => {
    expect(() => checkName('Curves', new Set(['curves']), 'figure')).toThrow('there is a figure "curves" already')
  })
})

it('a misspelt option is refused with the nearest one, for it would be ignored', () => {
  expect(() => checkOptions({ y: 1, bnad: 'sd' }, ['y', 'band'])).toThrow(
    'there is no option `bnad`; did you mean `band`',
  )
})

describe('a mean', () => {
  it('may go over seeds', async () => {
    const runs = await readRuns(await writeResults(await testFolder()))
    expect(() => checkAlikeOver(runs.only({ optimizer: 'adam', model: { lr: 0.1 } }), undefined)).not.toThrow()
  })

  it('may not mix hyper-parameters, and the error names them and the way out', async () => {
    const runs = await readRuns(await writeResults(await testFolder()))
    expect(() => checkAlikeOver(runs.only({ optimizer: 'adam' }), undefined, 'adam')).toThrow(
      "the mean of adam would mix runs that differ in model.lr (0.001, 0.01, 0.1); choose with only() or select(), show the key, or say `over: ['model.lr']`",
    )
  })

  it('may go over what the author names, blocks included', async () => {
    const runs = await readRuns(await writeResults(await testFolder()))
    expect(() => checkAlikeOver(runs, ['optimizer', 'model'])).not.toThrow()
    expect(() => checkAlikeOver(runs, ['optimiser', 'model'])).toThrow('did you mean `optimizer`')
  })

  it('may not mix runs that have a key with runs that lack it', async () => {
    const folder = await testFolder()
    const runs = await readRuns([
      await writeResult(folder, 'toy', 'a', { seed: 0 }, { accuracy: 1 }),
      await writeResult(folder, 'toy', 'b', { seed: 1, ...{ dropout: 0.5 } }, { accuracy: 1 }),
    ])
    expect(() => checkAlikeOver(runs, undefined)).toThrow('differ in dropout (—, 0.5)')
  })
})
