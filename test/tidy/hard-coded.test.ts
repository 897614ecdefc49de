/** The rules about words that stand in code, against small trees that break them. */
import { describe, expect, test } from 'vitest';
import { noSentencesToPeople, noWordsInTemplates } from './hard-coded.ts';
import { treeOf, type Breach, type Tree } from './tree.ts';

function places(rule: (tree: Tree) => Breach[], texts: Readonly<Record<string, string>>): string[] {
  return rule(treeOf(texts)).map(({ path, line }) => `${path}:${line}`);
}

const inPage = (template: string) => places(noWordsInTemplates, { 'kiosk-ui/a.ts': `\n${template};` });

const page = (title: string) => `<!doctype html>\n<title>${title}</title><script>const a = 'b';</script>`;

const inHost = (line: string, path = 'firmware-host/displays/a.ts') =>
  places((tree) => noSentencesToPeople(tree, new Map([['firmware-host/displays/b.ts', 'the log']])), {
    [path]: `\n${line}`,
  });

describe('no words in templates', () => {
  test.each([
    'html`<p>Welcome</p>`',
    'html`Welcome`',
    'html`${words.text(key)} of ${count}`',
    'html`<p class="a">${icon}Next</p>`',
    'html`<button aria-label="Close">${icon}</button>`',
    'html`<img alt="A card" />`',
    'html`<input placeholder="Your name" />`',
    'html`<a title="Back">${icon}</a>`',
    'svg`<title>Door</title>`',
    "html`<p>${isOpen ? 'Open' : 'Closed'}</p>`.strings",
    "html`<p>${name ?? 'Nobody'}</p>`",
    "html`<p>${count + ' people'}</p>`",
    'html`<p>${`${count} people`}</p>`',
    "html`<b aria-label=${isOpen ? 'Open' : nothing}></b>`",
    'html`<ul>${all.map((one) => html`<li>Number ${one}</li>`)}</ul>`',
  ])('%s', (template) => {
    expect(new Set(inPage(template))).toEqual(new Set(['kiosk-ui/a.ts:2']));
  });

  test.each([
    'html`<p class="big">${words.text(key)}</p>`',
    'html`<p>${from}–${to} · 100 %</p>`',
    'html`<a href="/lab">${mark()}Foyer</a>`',
    'html`<kbd>Ctrl P</kbd><kbd>F9</kbd><kbd>Esc</kbd>`',
    'html`<p class=${isOpen ? "open" : "shut"} lang=${language}></p>`',
    'html`<!-- a note --><p>&nbsp;&times;</p>`',
    "html`<p>${words.text('kiosk.question')}</p>`",
    'css`p { content: "a" }`',
  ])('%s is fine', (template) => {
    expect(inPage(template)).toEqual([]);
  });

  test('entry pages have no words but our name', () => {
    expect(places(noWordsInTemplates, { 'kiosk-ui/kiosk.html': page('Foyer') })).toEqual([]);
    expect(places(noWordsInTemplates, { 'kiosk-ui/kiosk.html': page('Take a number') })).toEqual([
      'kiosk-ui/kiosk.html:2',
    ]);
  });

  test('elsewhere, templates are nobody’s screen', () => {
    expect(places(noWordsInTemplates, { 'test/a.ts': 'html`<p>Welcome</p>`;' })).toEqual([]);
  });
});

describe('no sentences to people in the host', () => {
  test.each([
    "const a = 'Please wait';",
    'const a = `${count} people wait`;',
    "print({ text: 'Your number: one' });",
  ])('%s', (line) => {
    expect(inHost(line)).toEqual(['firmware-host/displays/a.ts:2']);
    expect(inHost(line, 'firmware-host/journal/a.ts')).toEqual([]);
    expect(inHost(line, 'firmware-host/displays/b.ts')).toEqual([]);
  });

  test.each([
    "throw new Error('the journal has no day');",
    'this.#options.say(`pad ${id} came too late`);',
    "say('a press is lost');",
    "const a = 'display.waiting'; const b = 'waiting'; const c = 'A 1';",
    '// Please wait',
  ])('%s is fine', (line) => {
    expect(inHost(line)).toEqual([]);
  });
});
