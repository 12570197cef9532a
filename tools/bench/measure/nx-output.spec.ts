import { cachedTasks, expectAllCached, expectAllKept } from './nx-output'

const summary = (cached: number, of: number) => `
 NX   Successfully ran target experiment for ${of} projects

Nx read the output from the cache instead of running the command for ${cached} out of ${of} tasks.
`

describe('what nx says of its cache', () => {
  it('is how many tasks it has answered', () => {
    expect(cachedTasks(summary(3, 4))).toEqual({ cached: 3, of: 4 })
  })

  it('is nothing when it has answered none', () => {
    expect(cachedTasks('Successfully ran target experiment for 4 projects')).toEqual({ cached: 0, of: 0 })
  })

  it('makes a sample worthless in which something was executed that should not have been', () => {
    expect(() => expectAllCached(summary(2, 4), 3)).toThrow("nx's cache has answered 2 of 3 tasks")
    expect(() => expectAllCached(summary(3, 4), 3)).not.toThrow()
  })
})

describe('runs that the store has answered', () => {
  it('are added up over the summaries of all batches', () => {
    const output = 'trivial: 2 of 5 runs · 2 kept\n✔ nx run a\ntrivial: 3 of 5 runs · 3 kept\n'
    expect(() => expectAllKept(output, 5)).not.toThrow()
    expect(() => expectAllKept('trivial: 5 runs · 5 kept\n', 5)).not.toThrow()
    expect(() => expectAllKept(output, 6)).toThrow('the store has answered 5 of 6 runs')
  })

  it('are not those that were executed', () => {
    expect(() => expectAllKept('trivial: 5 runs · 4 kept · 1 trained\n', 5)).toThrow(
      'the store has answered 0 of 5 runs',
    )
  })
})
