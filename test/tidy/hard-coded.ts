/**
 * Words that people read stand in config/texts, in every language. Han characters in code are found by `words.ts`; here is
 * what hides better: Latin words in the templates of pages, and sentences in what the host says to people.
 */
import type { ESTree } from 'vite';
import { breachAt, visit, type Breach, type Module, type Span, type Tree } from './tree.ts';

const letters = /\p{L}/u;

/** What pages may say as it stands, and why. */
const saidAsItIs: ReadonlyMap<string, string> = new Map([
  ['Foyer', 'our own name, the same in every language'],
]);

/** What is printed on a key of the keyboard is the same on every one that staff have. */
const keyCap = /^(?:(?:Ctrl|Shift|Alt) ?)*(?:F\d+|Esc|Enter|Tab|Del|Pause|[A-Z])?$/;

const isFixed = (word: string): boolean => letters.test(word) && !saidAsItIs.has(word) && !keyCap.test(word);

/** Attributes that are read to people, or shown to them. */
const readOut =
  /^(?:aria-(?:label|description|roledescription|valuetext|placeholder)|title|alt|placeholder|label)$/;

/** Words in a template or an entry page, instead of `words.text(…)`. */
export function noWordsInTemplates({ modules, files }: Tree): Breach[] {
  const templates = modules.filter(({ path }) => path.startsWith('kiosk-ui/')).flatMap(inTemplates);
  const entries = files
    .filter(({ path }) => /^kiosk-ui\/[^/]*\.html$/.test(path))
    .flatMap((file) => wordsOf(file.text).map(({ word, at }) => breachAt(file, at, remedy(word))));
  return [...templates, ...entries];
}

const remedy = (word: string): string =>
  `"${word}" in a template: give it a key in config/texts, in every language.`;

function inTemplates(module: Module): Breach[] {
  const breaches: Breach[] = [];
  visit(module, {
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type !== 'Identifier' || !/^(?:html|svg)$/.test(tag.name)) return;
      breaches.push(...fixedWords(module, quasi), ...givenWords(module, quasi));
    },
  });
  return breaches;
}

/** In the template itself. Each expression stands as one character that is no letter, so that offsets stay right. */
function fixedWords(module: Module, { start, end, quasis }: ESTree.TemplateLiteral): Breach[] {
  let source = module.text.slice(start + 1, end - 1);
  for (const [index, quasi] of quasis.entries()) {
    const next = quasis[index + 1];
    if (next === undefined) continue;
    // Whether a quasi ends before or behind the sign of its expression, parsers do not agree.
    const from = quasi.end - start - (module.text.endsWith('${', quasi.end) ? 3 : 1);
    const to = next.start - start - (module.text.startsWith('}', next.start) ? 0 : 1);
    source = source.slice(0, from) + '\0'.repeat(to - from) + source.slice(to);
  }
  return wordsOf(source).map(({ word, at }) => breachAt(module, start + 1 + at, remedy(word)));
}

/** Strings that an expression puts where people read: `${isOpen ? 'Open' : 'Closed'}`. */
function givenWords(module: Module, { quasis, expressions }: ESTree.TemplateLiteral): Breach[] {
  let before = '';
  return expressions.flatMap((expression, index) => {
    before += quasis[index]?.value.raw ?? '';
    const isRead = isReadAt(before);
    before += '\0';
    if (!isRead) return [];
    return stringsOf(expression)
      .filter(({ value }) => isFixed(value.trim()))
      .map(({ value, start }) => breachAt(module, start, remedy(value)));
  });
}

/** Whether what follows this beginning of a template is read: as text, or in an attribute that is. */
function isReadAt(before: string): boolean {
  const open = before.lastIndexOf('<');
  if (open < 0 || before.lastIndexOf('>') > open) return true;
  const attribute = /([\w-]+)=(?:"[^"]*)?$/.exec(before.slice(open))?.[1] ?? '';
  return readOut.test(attribute);
}

interface Said {
  readonly value: string;
  readonly start: number;
}

/** The strings that an expression may be, as far as its own branches say so. */
function stringsOf(one: ESTree.Expression): Said[] {
  const either = (...branches: ESTree.Expression[]): Said[] => branches.flatMap(stringsOf);
  if (one.type === 'Literal')
    return typeof one.value === 'string' ? [{ value: one.value, start: one.start }] : [];
  if (one.type === 'TemplateLiteral')
    return one.quasis.map(({ value, start }) => ({ value: value.raw, start }));
  if (one.type === 'ConditionalExpression') return either(one.consequent, one.alternate);
  if (one.type === 'LogicalExpression') return either(one.left, one.right);
  if (one.type === 'BinaryExpression' && one.operator === '+') return either(one.left, one.right);
  return one.type === 'ParenthesizedExpression' ? either(one.expression) : [];
}

const nothingRead = /<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>|<!doctype[^>]*>/gi;

/** Text nodes and read attributes of a piece of HTML that have letters in them. */
function wordsOf(source: string): { word: string; at: number }[] {
  const html = source.replaceAll(nothingRead, (part) => ' '.repeat(part.length));
  const texts = [...html.matchAll(/(?:^|>)([^<>]*)(?=<|$)/g)].map(({ 1: text = '', 0: all, index }) => ({
    text,
    at: index + all.length - text.length,
  }));
  const attributes = [...html.matchAll(/\s([\w-]+)="([^"]*)"/g)]
    .filter(({ 1: name = '' }) => readOut.test(name))
    .map(({ 2: text = '', 0: all, index }) => ({ text, at: index + all.length - text.length - 1 }));
  return [...texts, ...attributes].flatMap(({ text, at }) => {
    const word = text.replaceAll(/\0+|&\w+;/g, ' ').trim();
    if (!isFixed(word)) return [];
    return { word, at: at + text.search(letters) };
  });
}

/**
 * Where the host makes what people see and hear. Not its routes: what is wrong with a request they say in English to whoever
 * programs against them; pages show the texts of a refusal's code.
 */
const toPeople = /^firmware-host\/(?:displays|pads|paper|speech)\//;

/** Two words and a space between them: no key, no name of a thing in a programme. */
const sentence = /\p{L}{2,}[,;:]? \p{L}{2,}/u;

/** The log, and what throws: read by who runs or mends the house, in one language; refusals have codes with texts of their own. */
const forTheLog = /^(?:say|sayOnce)$|Error$/;
/** Files whose sentences no visitor and no agent reads, and who does. Closed: whoever adds one says it. */
const readByOthers: ReadonlyMap<string, string> = new Map([
  ['firmware-host/displays/slides.ts', 'why a picture is not shown, in the log'],
]);

/** Sentences in the parts of the host that speak to people. */
export function noSentencesToPeople({ modules }: Tree, others = readByOthers): Breach[] {
  return modules.filter(({ path }) => toPeople.test(path) && !others.has(path)).flatMap(sentencesOf);
}

function sentencesOf(module: Module): Breach[] {
  const breaches: Breach[] = [];
  const spans: Span[] = [];
  visit(module, {
    NewExpression: (call) => void (forTheLog.test(nameOf(call.callee)) && spans.push(call)),
    CallExpression: (call) => void (forTheLog.test(nameOf(call.callee)) && spans.push(call)),
  });
  const look = (text: string, at: number): void => {
    if (!sentence.test(text) || spans.some(({ start, end }) => at >= start && at < end)) return;
    breaches.push(breachAt(module, at, `"${text}" is said to people: give it a key in config/texts.`));
  };
  visit(module, {
    Literal: ({ value, start }) => void (typeof value === 'string' && look(value, start)),
    TemplateElement: ({ value, start }) => look(value.raw, start),
  });
  return breaches;
}

/** What is called or set, whatever it belongs to. */
function nameOf(node: ESTree.Node): string {
  if (node.type === 'MemberExpression') return nameOf(node.property);
  return node.type === 'Identifier' || node.type === 'PrivateIdentifier' ? node.name : '';
}
