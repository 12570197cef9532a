import { checkSpelling, checkTaken } from './check-name'

const messageOf = (name: string): string | undefined =>
  checkSpelling(name)
    .map(({ message, hint }) => (hint === undefined ? message : `${message}\n${hint}`))
    .at(0)

describe('the name of a new task', () => {
  it.each(['mnist', 'two-moons', 'cifar_10', 'v2.1', '8queens', '_scratch'])('may be %s', (name) => {
    expect(checkSpelling(name)).toEqual([])
  })

  it.each([
    [
      'Two Moons',
      'the name "Two Moons" holds "T"; a task is named with small letters a to z, digits and . _ -',
      'two-moons',
    ],
    ['MNIST', 'the name "MNIST" holds "M"; a task is named with small letters a to z, digits and . _ -', 'mnist'],
    [
      'twoMoons',
      'the name "twoMoons" holds "M"; a task is named with small letters a to z, digits and . _ -',
      'two-moons',
    ],
    ['lr=0.1', 'the name "lr=0.1" holds "="; a task is named with small letters a to z, digits and . _ -', 'lr-0.1'],
    [
      'émotions',
      'the name "émotions" holds "é"; a task is named with small letters a to z, digits and . _ -',
      'emotions',
    ],
    [
      'tasks/moons',
      'the name "tasks/moons" is a path: every task is a folder of its own in tasks/, and its name says which',
      'moons',
    ],
    [
      '..\\moons',
      'the name "..\\\\moons" is a path: every task is a folder of its own in tasks/, and its name says which',
      'moons',
    ],
    ['.moons', 'the name ".moons" begins with "."; the name of a task begins with a letter, a digit or "_"', 'moons'],
    ['-moons', 'the name "-moons" begins with "-"; the name of a task begins with a letter, a digit or "_"', 'moons'],
    ['moons.', 'the name "moons." ends with "."; Windows cannot keep a folder of that name', 'moons'],
    ['nul', 'the name "nul" is a reserved word of Windows', 'nul-task'],
    ['com1.data', 'the name "com1.data" is a reserved word of Windows', undefined],
    ['', 'the name "" is empty', undefined],
    ['月', 'the name "月" holds "月"; a task is named with small letters a to z, digits and . _ -', undefined],
  ])('may not be %j', (name, message, better) => {
    expect(messageOf(name)).toBe(
      better === undefined ? message : `${message}\nyou could write: nx g @bocas/nx:task ${better}`,
    )
  })

  it('is not too long for a folder', () => {
    expect(messageOf('m'.repeat(101))).toMatch(/has 101 characters; a name has 100 at most/)
  })

  it('is never that of the paper', () => {
    expect(checkTaken('paper', [])[0]?.message).toBe('the name "paper" is taken: it is the project of the paper')
  })

  it('is not that of another project, on file systems that ignore case either', () => {
    expect(checkTaken('library', ['library'])[0]?.message).toBe(
      'the name "library" is taken: there is a project library',
    )
    expect(checkTaken('mnist', ['MNIST'])[0]?.message).toBe('the name "mnist" is taken: there is a project MNIST')
    expect(checkTaken('mnist', ['mnist-2'])).toEqual([])
  })
})
