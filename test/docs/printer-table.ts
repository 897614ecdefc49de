/** Writes docs/printers.md from the models' data files; `npm run docs`. A test holds the file to it. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PrinterModel } from '../../drivers/printer/models/model.ts';
import { printerModels } from '../../drivers/printer/models/models.ts';

export const printerTableFile = fileURLToPath(new URL('../../docs/printers.md', import.meta.url));

const proofs = { yes: 'confirmed', learn: 'confirmed, or status', no: 'none' } as const;

/** The document as it should be. */
export function renderPrinterTable(): string {
  const rows = [...printerModels].map(([name, model]) => `| ${cellsOf(name, model).join(' | ')} |`);
  return `# Printers

Each is one file in \`drivers/printer/models\`; a new model is one file more. Written by \`npm run docs\`.

| model | what it is | paper | its own characters | cutter | tells of itself | proof | serial port |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

**Characters** that a printer has not are drawn, which takes some 1,300 bytes a line instead of 40. A printer that was bought in another region
than its model says is put right by \`wideFont\`. **Proof**: \`confirmed\`, the printer says of each paper that it is out; \`status\`, it
is well after it; \`none\`, it is known only that the bytes were sent. **Serial port**: as it comes from the factory; a lobby file may say otherwise.
`;
}

function cellsOf(name: string, model: PrinterModel): string[] {
  const { title, widthDots, columns, wideFont, codePages, cutter, status, confirms, serial } = model;
  const flow = serial.flow === 'none' ? 'no flow control' : serial.flow;
  return [
    `\`${name}\``,
    title,
    `${widthDots} dots, ${columns} columns`,
    [...(wideFont === null ? [] : [wideFont]), ...Object.keys(codePages)].join(', '),
    cutter,
    status.automatic ? 'by itself' : status.realTime ? 'when asked' : 'nothing',
    proofs[confirms],
    `${serial.baudRate}, ${flow}`,
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(printerTableFile, renderPrinterTable());
