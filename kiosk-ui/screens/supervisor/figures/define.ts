/** Gives an element its name, once: pages of figures come one by one, and some share parts. */
export function define(name: string, element: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
