import { splitWords, versionQuestion } from './command-line'

describe('splitWords', () => {
  it.each<[string, string[]]>([
    ['python3 train.py', ['python3', 'train.py']],
    ['  uv  run\tpython train.py ', ['uv', 'run', 'python', 'train.py']],
    [`"/opt/my tools/python" train.py --name='a "b" c'`, ['/opt/my tools/python', 'train.py', '--name=a "b" c']],
    [`train ''`, ['train', '']],
    ['python train.py --lr=0.1', ['python', 'train.py', '--lr=0.1']],
  ])('takes apart %s', (line, words) => {
    expect(splitWords(line)).toEqual({ words })
  })

  it.each<[string, string]>([
    ['', 'the line is empty'],
    ['python train.py && echo done', 'there is no shell that would understand `&`'],
    ['python train.py > log', 'there is no shell that would understand `>`'],
    ['python $FILE', 'there is no shell that would understand `$`'],
    ['python *.py', 'there is no shell that would understand `*`'],
    ['python "train.py', 'the quote " at character 8 does not end'],
    ['SEED=1 python train.py', '`SEED=1` is no program'],
  ])('says what it cannot do with %s', (line, wrong) => {
    expect(splitWords(line)).toEqual({ wrong })
  })
})

describe('versionQuestion', () => {
  it.each<[string, string | null]>([
    ['python3 train.py', 'python3 --version'],
    ['/usr/bin/python3.11 -m train', '/usr/bin/python3.11 --version'],
    ['uv run python train.py', 'uv run python --version'],
    ['uv run train.py', 'uv run python --version'],
    ['uv run --frozen train.py --fast', 'uv run --frozen python --version'],
    ['uv run python3.12 train.py', 'uv run python3.12 --version'],
    ['Rscript fit.R', 'Rscript --version'],
    ['torchrun train.py', 'torchrun --version'],
    ['./train --fast', null],
    ['build/train', null],
  ])('asks for the version in %s', (line, question) => {
    expect(versionQuestion(line.split(' '))?.join(' ') ?? null).toBe(question)
  })
})
