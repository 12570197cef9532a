import { cachedTasks, expectAllCached } from './nx-output'

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
