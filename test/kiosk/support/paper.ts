/** What the pages are told of paper: tickets without it, and pictures of it. */
import { deflateSync } from 'node:zlib';
import type { StaffTicketView } from '../../../firmware-host/messages/staff.ts';
import type { TicketPreview } from '../../../firmware-host/messages/ticket-preview.ts';
import { names, print } from './views.ts';

export const staffTicket = (
  number: string,
  printed: Parameters<typeof print>[0],
  change: Partial<StaffTicketView> = {},
): StaffTicketView => ({
  id: `id-${number}`,
  number,
  archiveNumber: `261119${number.slice(1)}`,
  service: number.slice(0, 1),
  serviceName: names('咨询', '諮詢', 'Enquiries'),
  class: 'ordinary',
  state: 'waiting',
  language: 'zh-CN',
  kiosk: 'front-door',
  size: 1,
  care: { visibly: false, escort: false },
  ahead: 4,
  takenAt: '2026-11-19T06:21:00.000Z',
  calledAt: null,
  startedAt: null,
  calls: 0,
  parkedUntil: null,
  appointmentAt: null,
  dueAt: null,
  counter: null,
  forCounter: null,
  firstCounter: null,
  transfers: [],
  firstAgent: null,
  firstAt: null,
  notes: [],
  overran: false,
  beside: [],
  isCase: false,
  isRecorded: false,
  print: print(printed),
  copies: 0,
  ...change,
});

/** CRC-32 as PNG has it (RFC 2083, 3.4). */
const checked = (data: Buffer): Buffer => {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const end = Buffer.alloc(4);
  end.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([data, end]);
};

const chunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, checked(Buffer.concat([Buffer.from(type, 'latin1'), data]))]);
};

/** White paper of one bit a dot with black bars, as a PNG in base64. */
export function barsPng(widthDots: number, heightDots: number): string {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(widthDots, 0);
  head.writeUInt32BE(heightDots, 4);
  head[8] = 1;
  const rowBytes = Math.ceil(widthDots / 8);
  const row = (y: number) => [0, ...Array.from({ length: rowBytes }, () => (y % 40 < 8 ? 0 : 255))];
  const rows = Array.from({ length: heightDots }, (_, y) => row(y)).flat();
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64');
}

export const presentLayout = `layout:
  - image: logo
  - number
  - service
  - ahead
  - qr: follow
  - text:
      zh-CN: 请留意屏幕
      en: Please watch the screen
`;

export const preview = (change: Partial<TicketPreview> = {}): TicketPreview => ({
  paper: { png: barsPng(384, 640), widthDots: 384, heightDots: 640, bytes: 231, lengthMm: 80 },
  faults: [],
  layout: presentLayout,
  ...change,
});
