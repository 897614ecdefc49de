/** Writes docs/errors.md from the closed error table and its texts; `npm run docs`. A test holds the file to it. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText } from '../../config/texts/texts.ts';
import { errorCodes, errorStatus } from '../../firmware-host/errors.ts';

export const errorTableFile = fileURLToPath(new URL('../../docs/errors.md', import.meta.url));

/** The document as it should be. */
export function renderErrorTable(): string {
  const rows = errorCodes.map((code) => {
    const visitor = formatText(catalogues.en, `error.${code}.visitor`);
    const staff = formatText(catalogues.en, `error.${code}.staff`);
    return `| \`${code}\` | ${errorStatus[code]} | ${visitor} | ${staff} |`;
  });
  return `# Errors

Every refusal of the API is a problem document ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) with one of these codes; bad input lists
every fault in \`errors\`. The texts are in \`config/texts\`, in every language. Written by \`npm run docs\`.

| code | HTTP | the visitor reads | staff read |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(errorTableFile, renderErrorTable());
