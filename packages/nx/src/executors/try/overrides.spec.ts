import { applyOverrides } from './overrides'

const CONFIGS = [
  {
    optimizer: 'sgd',
    tactic: { name: 'mlp', hidden: 128 },
    model: { lr: 0.1 },
    warm: true,
    cut: null,
    sizes: [8],
    tag: 'a',
    seed: 0,
  },
  {
    optimizer: 'adam',
    tactic: { name: 'mlp', hidden: 128 },
    model: { lr: 0.1 },
    warm: true,
    cut: 3,
    sizes: [8],
    tag: 'a',
    seed: 0,
  },
  {
    optimizer: 'sgd',
    tactic: { name: 'cnn', filters: 8 },
    model: { lr: 0.1 },
    warm: false,
    cut: null,
    sizes: [8],
    tag: 'a',
    seed: 0,
  },
  {
    optimizer: 'adam',
    tactic: { name: 'cnn', filters: 8 },
    model: { lr: 0.01 },
    warm: false,
    cut: null,
    sizes: [8],
    tag: 'a',
    seed: 1,
  },
]

const apply = (...args: string[]) => applyOverrides(CONFIGS, args)

describe('overrides', () => {
  it.each<[string, unknown]>([
    ['', CONFIGS[0]],
    ['optimizer=adam', CONFIGS[1]],
    ['tactic=cnn', CONFIGS[2]],
    ['tactic.name=cnn', CONFIGS[2]],
    ['tactic=cnn optimizer=adam', CONFIGS[3]],
    ['model.lr=0.01', CONFIGS[3]],
    ['lr=0.01', CONFIGS[3]],
    ['seed=1', CONFIGS[3]],
    ['model.lr=0.5', { ...CONFIGS[0], model: { lr: 0.5 } }],
    ['lr=1e-3', { ...CONFIGS[0], model: { lr: 0.001 } }],
    ['lr=0.5 optimizer=adam', { ...CONFIGS[1], model: { lr: 0.5 } }],
    ['filters=16', { ...CONFIGS[2], tactic: { name: 'cnn', filters: 16 } }],
    ['filters=16 tactic=cnn', { ...CONFIGS[2], tactic: { name: 'cnn', filters: 16 } }],
    ['lr=0.01 tactic=mlp', { ...CONFIGS[0], model: { lr: 0.01 } }],
    ['warm=false', CONFIGS[2]],
    ['cut=null', CONFIGS[0]],
    ['cut=7', { ...CONFIGS[0], cut: 7 }],
    ['sizes=[1,2]', { ...CONFIGS[0], sizes: [1, 2] }],
    ['tag=b=c', { ...CONFIGS[0], tag: 'b=c' }],
    ['tag=', { ...CONFIGS[0], tag: '' }],
    ['seed=007', { ...CONFIGS[0], seed: 7 }],
  ])('"%s" give the first run that agrees, with new values on top', (args, config) => {
    expect(apply(...args.split(' ').filter(Boolean))).toEqual({ config })
  })

  it.each<[string, string, string]>([
    ['adam', "'adam' is no override", 'write key=value, as in optimizer=adam model.lr=0.01'],
    ['=1', "'=1' is no override", 'write key=value, as in optimizer=adam model.lr=0.01'],
    [
      'optimiser=adam',
      "there is no key 'optimiser': did you mean 'optimizer'?",
      'the sweep has cut, model.lr, optimizer, seed, sizes, tactic, tactic.filters, tactic.hidden, tag, warm',
    ],
    [
      'epochs=3',
      "there is no key 'epochs'",
      'the sweep has cut, model.lr, optimizer, seed, sizes, tactic, tactic.filters, tactic.hidden, tag, warm',
    ],
    ['optimizer=adm', "optimizer=adm: did you mean 'adam'?", 'the sweep has "sgd", "adam"'],
    ['optimizer=lion', 'optimizer=lion: no such value', 'the sweep has "sgd", "adam"'],
    ['tactic=cn', "tactic=cn: did you mean 'cnn'?", 'the sweep has "mlp", "cnn"'],
    ['lr=fast', 'lr=fast: not a number', 'the sweep has 0.1, 0.01'],
    ['lr=', 'lr=: not a number', 'the sweep has 0.1, 0.01'],
    ['lr=Infinity', 'lr=Infinity: not a number', 'the sweep has 0.1, 0.01'],
    ['warm=yes', 'warm=yes: not a boolean', 'the sweep has true, false'],
    ['cut=some', 'cut=some: not a null or a number', 'the sweep has null, 3'],
    ['sizes=8', 'sizes=8: not a list', 'the sweep has [8]'],
    ['sizes=[1e999]', 'sizes=[1e999]: not a list', 'the sweep has [8]'],
    ['sizes=[{"__proto__":1}]', 'sizes=[{"__proto__":1}]: not a list', 'the sweep has [8]'],
    ['lr=1 model.lr=2', "'model.lr' is given twice", 'give each key one value'],
    [
      'tactic=mlp filters=16',
      'filters=16 fits no run together with tactic=mlp',
      "no run of the sweep has both: 'filters' belongs to other alternatives",
    ],
    [
      'hidden=3 filters=16',
      'filters=16 fits no run together with hidden=3',
      "no run of the sweep has both: 'filters' belongs to other alternatives",
    ],
    [
      'filters=8 tactic=mlp',
      'filters=8 fits no run together with tactic=mlp',
      "no run of the sweep has both: 'filters' belongs to other alternatives",
    ],
  ])('"%s" are a problem: %s', (args, message, hint) => {
    expect(apply(...args.split(' '))).toEqual({
      problems: [{ code: message.startsWith('there is no key') ? 'unknown-key' : 'wrong-override', message, hint }],
    })
  })

  it('are told with all their problems at once', () => {
    expect(apply('optimizer=adm', 'lr=x', 'model')).toMatchObject({ problems: [{}, {}, {}] })
  })

  it('of a key that several blocks end in name them', () => {
    const twice = [{ a: { lr: 1 }, b: { lr: 2 } }]
    expect(applyOverrides(twice, ['lr=1'])).toEqual({
      problems: [{ code: 'wrong-override', message: "'lr' is ambiguous", hint: 'write one of a.lr, b.lr' }],
    })
  })

  it('leave the configs of the sweep as they are', () => {
    const before = JSON.stringify(CONFIGS)
    apply('lr=0.5', 'sizes=[1]')
    expect(JSON.stringify(CONFIGS)).toBe(before)
  })
})
