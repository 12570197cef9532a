/**
 * Elements of the page. Text becomes text nodes and never markup, and there is no way here to set an address or a handler from a text: whatever a run is called, it
 * is shown as it stands.
 */
type Handler = (event: Event) => void
type Attributes = Readonly<Record<string, string | number | boolean | undefined | Handler>>
type Child = Node | string | number | undefined | false | readonly Child[]

/** Attributes that a browser loads or executes. */
const ADDRESSES = /^(?:href|src|srcset|srcdoc|action|formaction|data|style|xlink:href)$/i

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children)
}

/** The same for pictures. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)
}

function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (ADDRESSES.test(name)) throw new Error(`${name} is not set from here`)
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value))
  }
  append(element, children)
  return element
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child instanceof Node) element.append(child)
    else if (Array.isArray(child)) append(element, child as readonly Child[])
    else if (child !== undefined && child !== false) element.append(String(child))
  }
}

/** Puts other content into an element, and the focus back to what has the same `data-focus` as what had it. */
export function refill(element: Element, ...children: Child[]): void {
  const active = document.activeElement
  const held = active instanceof HTMLElement && element.contains(active) ? active.dataset.focus : undefined
  element.replaceChildren()
  append(element, children)
  if (held === undefined) return
  const again = [...element.querySelectorAll<HTMLElement>('[data-focus]')].find(({ dataset }) => dataset.focus === held)
  again?.focus({ preventScroll: true })
}

/** A list to choose one of. */
export function choice(
  label: string,
  focus: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
  choose: (value: string) => void,
): HTMLElement {
  const select = h(
    'select',
    { 'data-focus': focus, onchange: () => choose(select.value) },
    options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)),
  )
  return h('label', { class: 'choice' }, `${label} `, select)
}

/** A section with a heading that can be jumped to. */
export function section(id: string, title: string, ...children: Child[]): HTMLElement {
  return h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title`, tabindex: -1, 'data-focus': `section ${id}` }, title),
    children,
  )
}
