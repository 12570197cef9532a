import { optionsThatChangeCode, refusalOf } from './refusal'
import { NO_CODE } from './task-plan'

describe('the options of Node that change what code means', () => {
  it.each<[string | undefined, string[]]>([
    [undefined, []],
    ['', []],
    ['--max-old-space-size=4096 --enable-source-maps --no-warnings --inspect=0', []],
    ['--experimental-vm-modules --trace-warnings', []],
    ['--conditions=development', ['--conditions=development']],
    ['-C development --no-warnings', ['-C development']],
    ['--no-warnings --require ./setup.cjs', ['--require ./setup.cjs']],
    ['-r ./setup.cjs --import=./a.mjs', ['-r ./setup.cjs', '--import=./a.mjs']],
    ['--require "/ws/a b/setup.cjs"', ['--require "/ws/a b/setup.cjs"']],
    ['--import file:///ws/setup.mjs', ['--import file:///ws/setup.mjs']],
    ['--import some-package/register', ['--import some-package/register']],
    ['--loader ts-node/esm', ['--loader ts-node/esm']],
    ['--preserve-symlinks --no-warnings', ['--preserve-symlinks']],
    ['--require "/home/x/.vscode/extensions/ms-vscode.js-debug/bootloader.js"', []],
    ['--require /opt/idea/plugins/javascript-debugger/debugConnector.js', []],
  ])('of %j are %j', (options, found) => expect(optionsThatChangeCode('/ws', options)).toEqual(found))

  it('keep runs from being executed unless they are declared, and are then in the keys', () => {
    const env = { NODE_OPTIONS: '-C development' }
    expect(refusalOf('/nowhere', { run: NO_CODE, env: [] }, env)).toEqual({
      code: 'node-options',
      message:
        'NODE_OPTIONS has `-C development`, which gives the code of runs another meaning and is in no key\n' +
        "unset it, or declare it in sweep.ts: defineSweep({ … }, { env: ['NODE_OPTIONS'] })",
    })
    expect(refusalOf('/nowhere', { run: NO_CODE, env: ['NODE_OPTIONS'] }, env)).toBeUndefined()
    expect(refusalOf('/nowhere', { run: NO_CODE, env: [] }, {})).toBeUndefined()
  })
})
