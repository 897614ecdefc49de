/**
 * Web Awesome as the staff pages use it: these components and no others, its own words in the page's languages, and our icons.
 * Its usual icon libraries ask a server, or data: addresses that the content policy forbids; here an icon asks nobody.
 */
import WaCheckbox from '@awesome.me/webawesome/dist/components/checkbox/checkbox.js';
import WaDialog from '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import WaInput from '@awesome.me/webawesome/dist/components/input/input.js';
import WaOption from '@awesome.me/webawesome/dist/components/option/option.js';
import WaSelect from '@awesome.me/webawesome/dist/components/select/select.js';
import WaTextarea from '@awesome.me/webawesome/dist/components/textarea/textarea.js';
import WaTimeInput from '@awesome.me/webawesome/dist/components/time-input/time-input.js';
import zhCn from '@awesome.me/webawesome/dist/translations/zh-cn.js';
import zhTw from '@awesome.me/webawesome/dist/translations/zh-tw.js';
import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import { registerTranslation } from '@awesome.me/webawesome/dist/utilities/localize.js';
import { render, svg } from 'lit';
import { icon, type IconName } from './icons.ts';

/** What its components ask for, by our names. */
const ours: Readonly<Record<string, IconName>> = {
  check: 'tick',
  'chevron-down': 'down',
  'circle-xmark': 'cross',
  clock: 'clock',
  xmark: 'cross',
};

/**
 * As a sprite sheet: then the component makes an empty drawing, asks nothing of anybody, and lets us fill it. What it points
 * to is nowhere, and draws nothing.
 */
function library(): Parameters<typeof registerIconLibrary>[1] {
  return {
    spriteSheet: true,
    resolver: (name) => `#${name}`,
    mutator: (drawing, host) => draw(drawing, ours[host?.name ?? '']),
  };
}

/** Comes again with each change of the icon, also where nothing has changed. */
function draw(drawing: SVGElement, name: IconName | undefined): void {
  if (name === undefined || drawing.dataset['shape'] === name) return;
  drawing.dataset['shape'] = name;
  drawing.querySelector('g')?.remove();
  const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  render(svg`${icon(name)}`, group);
  const [shape] = group.children;
  // Taken out of the drawing that it comes in: this one has a place and a size already.
  drawing.setAttribute('viewBox', '0 0 48 48');
  for (const [attribute, value] of Object.entries(line)) drawing.setAttribute(attribute, value);
  drawing.append(group);
  if (shape !== undefined) group.replaceChildren(...shape.children);
}

/** The stroke of all our icons, which shared.css gives to those that stand in our own elements. */
const line = {
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': '4',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
};

/**
 * To be called once, before the first component is drawn.
 * @returns the components, each of which has named itself when it came
 */
export function dressWebAwesome(): readonly CustomElementConstructor[] {
  registerTranslation(zhCn, zhTw);
  for (const name of ['default', 'system']) registerIconLibrary(name, library());
  return [WaCheckbox, WaDialog, WaInput, WaOption, WaSelect, WaTextarea, WaTimeInput];
}
