/** Words that do not belong in a source file. */
import { breachAt, type Breach, type SourceFile, type Tree } from './tree.ts';

/** In brackets, so that this line does not break its own rule. */
const markers = /\b(?:TOD[O]|FIXM[E])\b/g;

/** Nothing is left for later in a comment, where nobody looks for it. */
export function nothingLeftForLater({ files }: Tree): Breach[] {
  return files
    .filter(({ path }) => path !== 'package.json')
    .flatMap((file) =>
      [...file.text.matchAll(markers)].map(({ 0: word, index }) =>
        breachAt(file, index, `${word}: do it now, or write an issue.`),
      ),
    );
}

/** What people read stands in config/texts, in every language. */
export function noWordsInCode({ files, modules }: Tree): Breach[] {
  const comments = new Map(modules.map(({ path, comments: spans }) => [path, spans]));
  return files
    .filter(({ path }) => /^(?:firmware-host|drivers|kiosk-ui)\//.test(path))
    .flatMap((file) => {
      const spans = comments.get(file.path) ?? commentsOf(file);
      return [...file.text.matchAll(/\p{Script=Han}+/gu)]
        .filter(({ index }) => !spans.some(({ start, end }) => index >= start && index < end))
        .map(({ 0: words, index }) =>
          breachAt(file, index, `"${words}" in code: give it a key in config/texts, in every language.`),
        );
    });
}

/** The comments of CSS and HTML; other files have none that count. */
function commentsOf({ path, text }: SourceFile): { start: number; end: number }[] {
  if (!/\.(?:css|html)$/.test(path)) return [];
  return [...text.matchAll(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g)].map(({ 0: comment, index }) => ({
    start: index,
    end: index + comment.length,
  }));
}
