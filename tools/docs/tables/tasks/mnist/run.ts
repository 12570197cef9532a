interface Config {
  readonly tactic: { readonly name: 'ours' } | { readonly name: 'cutmix' } | { readonly name: 'mixup' }
  readonly seed: number
}
interface Output {
  readonly test: { readonly accuracy: number; readonly loss: number }
  readonly seconds: number
}

/** What the table of the documentation is made from: only its type is used. */
export declare function run(config: Config): Output
