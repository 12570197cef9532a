import { readFileSync } from 'node:fs'

/** Written beside it by `npm run site`. */
const sidebar = JSON.parse(readFileSync(new URL('./sidebar.json', import.meta.url), 'utf8'))

export default {
  title: 'bocas',
  description: 'Sweeps, results, figures and papers, as an Nx plugin',
  lang: 'en',
  cleanUrls: false,
  lastUpdated: false,
  // Figures have 288 dots per inch: as wide as a column of a paper and a half.
  head: [['style', {}, '.vp-doc img[src$=".png"] { max-width: min(100%, 30rem) }']],
  // A dead link is an error.
  ignoreDeadLinks: false,
  vite: { logLevel: 'warn', build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          searchOptions: {
            // First the pages, then what only looks something up, then the reference and files. It goes into the site as text, and so names nothing from outside.
            boostDocument: (address) =>
              /^\/(?:api|source)\//.test(address)
                ? 0.2
                : /^\/(?:benchmarks|errors|promises|decisions|gallery|targets)\b/.test(address)
                  ? 0.5
                  : 1,
          },
        },
      },
    },
    sidebar,
    outline: [2, 3],
  },
  markdown: {
    // `{ … }` at the end of a sentence is text, too.
    attrs: { disable: true },
    config(md) {
      // A page is text: `<name>` in it is no element.
      md.set({ html: false })
      // Pages write `{{ }}`, of papers and templates: Vue must not read it.
      for (const rule of ['text', 'code_inline']) {
        const render = md.renderer.rules[rule]
        md.renderer.rules[rule] = (...given) => render(...given).replaceAll('{{', '&#123;&#123;')
      }
    },
  },
}
