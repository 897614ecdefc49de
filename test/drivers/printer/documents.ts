import { line, type PrintDocument } from '../../../drivers/printer/document.ts';
import type { PaperItem } from '../../../drivers/printer/simulator/paper.ts';

/** A ticket as Chinese lobbies print it; 50 characters of URL. */
export const chineseTicket: PrintDocument = {
  items: [
    line('海淀区政务服务中心', { align: 'centre' }),
    line('企业登记', { align: 'centre', width: 2, height: 2, bold: true }),
    line('A012', { align: 'centre', width: 4, height: 4 }),
    { kind: 'columns', left: '前面 3 人', right: '约 10-15 分钟' },
    { kind: 'rule' },
    { kind: 'qr', content: 'https://q.example.cn/t/4f9a2c17b8e0d35f6a91c2e7d0b', moduleDots: 5 },
    line('档案号 20261121-0012', { align: 'centre' }),
    line('2026-11-21 09:30', { align: 'centre' }),
    line('过号请重新取号，请留意叫号屏', { align: 'centre' }),
  ],
};

/** The same in traditional Chinese, with characters that GB2312 lacks and GBK has. */
export const traditionalTicket: PrintDocument = {
  items: [
    line('臺北市政府聯合服務中心', { align: 'centre' }),
    line('營業登記', { align: 'centre', width: 2, height: 2 }),
    line('B007', { align: 'centre', width: 4, height: 4 }),
    { kind: 'columns', left: '前面 3 人', right: '約 10-15 分鐘' },
    line('過號請重新取號，請留意叫號螢幕', { align: 'centre' }),
  ],
};

/** A short job whose last line tells it from all others. */
export function shortTicket(number: string): PrintDocument {
  return {
    items: [
      line('您的号码', { align: 'centre', width: 2, height: 2 }),
      line(number, { align: 'centre', width: 4, height: 4, bold: true }),
      { kind: 'qr', content: `https://q.example.cn/${number}`, moduleDots: 4 },
      line(`END ${number}`),
    ],
  };
}

const run = (text: string, scale: number, bold = false) => ({ text, width: scale, height: scale, bold });

/** What `shortTicket` looks like on paper. */
export function shortPaper(number: string): PaperItem[] {
  return [
    { kind: 'line', align: 'centre', runs: [run('您的号码', 2)] },
    { kind: 'line', align: 'centre', runs: [run(number, 4, true)] },
    { kind: 'qr', align: 'centre', content: `https://q.example.cn/${number}`, moduleDots: 4 },
    { kind: 'line', align: 'left', runs: [run(`END ${number}`, 1)] },
    { kind: 'feed', dots: 120 },
    { kind: 'cut' },
  ];
}
