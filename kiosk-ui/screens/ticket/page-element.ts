import type { ReactiveControllerHost } from 'lit';

/** An element that draws in the page itself, and those who act on its behalf. */
export type PageElement = ReactiveControllerHost & HTMLElement;
