/**
 * Gives every style element that a script makes the nonce of this page. The component library passes
 * it on for its stylesheets, but not where it measures a scroll bar or holds the page behind a
 * dialog; without it the browser would refuse those and say so.
 */
export function signOwnStyles(page: Document, nonce: string): void {
  const create = page.createElement.bind(page);
  page.createElement = (name: string, options?: ElementCreationOptions) => {
    const element: HTMLElement = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
