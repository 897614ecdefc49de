/** Writes docs/boards.md from the table of models and the templates that come along; `npm run docs`. A test holds the file to it. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { boardModels, type BoardFamily, type BoardModel } from '../../drivers/board/models.ts';
import { shippedTemplates } from '../../drivers/board/template/shipped.ts';

export const boardTableFile = fileURLToPath(new URL('../../docs/boards.md', import.meta.url));

const shows: Readonly<Record<BoardFamily, string>> = {
  bx: 'dots, 16 to a line: Latin and simplified Chinese (GB2312), red, green, amber',
  alpha: 'one or two lines of Latin letters',
  digits: 'digits, and what letters seven strokes can make, which are all but K, M, W and X',
  template: 'as its template says; with the font `digits` no letters: A001 and B001 look alike',
};

const blinks: Readonly<Record<BoardFamily, string>> = {
  bx: 'painted by us; scrolls by itself',
  alpha: 'by itself; scrolls by itself',
  digits: 'painted by us',
  template: 'by itself where the template has a frame for it',
};

/** The document as it should be. */
export function renderBoardTable(): string {
  const rows = Object.entries(boardModels).map(([name, model]) => `| ${cellsOf(name, model).join(' | ')} |`);
  const templates = [...shippedTemplates].map(
    ([name, template]) => `### \`${name}\`\n\n\`\`\`yaml\n${stringify(template, { lineWidth: 100 })}\`\`\``,
  );
  return `# LED boards

Each is a row in \`drivers/board/models.ts\`; a new model of a family that is known is one row more, and a counter board without a
standard is a template in the lobby file. Written by \`npm run docs\`.

| model | what it is | shows | says back | blinks | addresses | serial port |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

**Says back**: \`yes\`, the board acknowledges each change, and what it has not acknowledged is sent again; \`no\`, it is known only that
the bytes were sent. **Addresses**: what a board may be set to, and in brackets what it comes with. Boards with the same \`port\` hang on one
line and take turns, so each needs an address of its own.

## Templates that come along

Most makers of counter boards have a frame of their own. A template describes it in the order in which it goes over the line; these three were
seen in the wild. Take one by its name, \`template: ${[...shippedTemplates.keys()][0] ?? ''}\`, or write your own under
\`devices.boardTemplates\`; every key is in [the reference](configuration.md).

${templates.join('\n\n')}
`;
}

function cellsOf(name: string, model: BoardModel): string[] {
  const { family, title, address, baudRate, dataBits = 8, parity = 'none' } = model;
  return [
    `\`${name}\``,
    title,
    family === 'digits' ? `${model.digits} ${shows.digits}` : shows[family],
    family === 'template' ? 'where it has an answer' : saysBack(model) ? 'yes' : 'no',
    blinks[family],
    `${address.from} to ${address.to} (${address.otherwise})`,
    `${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}1`,
  ];
}

const saysBack = (model: BoardModel): boolean => !('acknowledges' in model) || model.acknowledges;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(boardTableFile, renderBoardTable());
