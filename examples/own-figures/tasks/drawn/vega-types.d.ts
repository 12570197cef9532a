// What is used of both packages: their own types ask for those of a browser, and this repository does not install them.
declare module 'vega' {
  export function parse(spec: unknown): unknown
  export class View {
    constructor(runtime: unknown, options: { readonly renderer: 'none' })
    toSVG(): Promise<string>
  }
}

declare module 'vega-lite' {
  export function compile(specification: object): { readonly spec: unknown }
}
