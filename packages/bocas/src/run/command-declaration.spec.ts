import { checkDeclaration, declarationOf } from './command-declaration'
import { command } from './command'

describe('the declaration of a command', () => {
  it('is read from the function without a call of it', () => {
    const run = command('python3 train.py', { inputs: ['train.py'], lock: 'uv.lock' })
    expect(declarationOf(run)).toEqual({ line: 'python3 train.py', inputs: ['train.py'], lock: 'uv.lock' })
    expect(declarationOf(() => 1)).toBeUndefined()
  })

  it('is without problems when all is said', () => {
    const env = { OMP_NUM_THREADS: '1' }
    const declaration = { line: 'python3 train.py', inputs: ['train.py'], lock: 'uv.lock', env, interpreter: false }
    expect(checkDeclaration(declaration)).toEqual([])
  })

  it('is told everything that is wrong with it at once', () => {
    const problems = checkDeclaration({
      line: 'python3 train.py | tee log',
      input: ['train.py'],
      lock: 3,
      env: { OMP_NUM_THREADS: 1, BOCAS_SEED: '3' },
      interpreter: true,
    })
    expect(problems.map(({ message, path }) => `${message}${path ? ` → at ${path}` : ''}`)).toEqual([
      'the command `python3 train.py | tee log` cannot be started: there is no shell that would understand `|`',
      'command() has no option `input`; did you mean `inputs`? There are: `inputs`, `lock`, `env`, `interpreter`',
      'the inputs of a command are a list of paths → at inputs',
      'the value of a variable is a text → at env.OMP_NUM_THREADS',
      'BOCAS_SEED belongs to the protocol between bocas and the program → at env.BOCAS_SEED',
      'the lock file is a path relative to the task → at lock',
      'the interpreter is the command that prints its version → at interpreter',
    ])
  })

  it('must name the files of the program', () => {
    expect(checkDeclaration({ line: 'train', inputs: [] })).toMatchObject([
      { message: 'a command without inputs has a key that is blind to its code', path: 'inputs' },
    ])
  })
})
