/** A paper that shows a technician what a printer can do: words of every script, a line across, and a code to scan. */
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, languages, type TextKey, type TextValues } from '../../config/texts/texts.ts';
import type { PrintDocument, PrintItem } from '../../drivers/printer/document.ts';
import { line } from '../../drivers/printer/document.ts';
import { localTime } from '../clock.ts';
import type { DeviceView } from '../messages/devices.ts';
import type { Site } from '../site.ts';

/** 6 dots are three quarters of a millimetre: any phone reads that at arm's length. */
const QR_MODULE_DOTS = 6;

/** @param at wall time in ms, which is printed, right or wrong */
export function layTestPaper(
  site: Site,
  { id, model }: Pick<DeviceView, 'id' | 'model'>,
  at: number,
): PrintDocument {
  const language = site.languages[0] ?? 'zh-CN';
  const say = (key: TextKey, values: TextValues = {}) => formatText(catalogues[language], key, values);
  const fact = (label: TextKey, right: string): PrintItem => ({ kind: 'columns', left: say(label), right });
  const { publicUrl } = site;
  return {
    items: [
      line(site.names[language], { align: 'centre', bold: true }),
      ...languages.flatMap((spoken) => [
        line(formatText(catalogues[spoken], 'ticket.test.title'), { align: 'centre', width: 2, height: 2 }),
        line(formatText(catalogues[spoken], 'ticket.test.sample'), { align: 'centre' }),
      ]),
      { kind: 'rule' },
      fact('ticket.test.printer', id),
      fact('ticket.test.model', model),
      fact('ticket.test.time', say('ticket.date', { ...localTime(at, site.timeZone) })),
      ...(publicUrl === null ? [] : code(publicUrl)),
    ],
  };
}

/** With its quiet zone: four modules of white, a line above and one below. */
const code = (content: string): PrintItem[] => [
  { kind: 'feed', lines: 1 },
  { kind: 'qr', content, moduleDots: QR_MODULE_DOTS },
  { kind: 'feed', lines: 1 },
];
