/** Views made rich and ugly: what a lobby may have at its worst. */
import type { Language } from '../../../config/texts/texts.ts';
import type { KioskService } from '../../../firmware-host/messages/views.ts';
import { names, notice, services } from '../../kiosk/support/views.ts';

const order: readonly Language[] = ['zh-CN', 'en', 'zh-TW'];

/** All languages of a lobby that speaks this one first. */
export const spoken = (language: Language): Language[] => [
  language,
  ...order.filter((other) => other !== language),
];

export const longLobby = names(
  '锦苑街道党群服务中心暨政务便民综合受理大厅',
  '錦苑街道社區服務中心暨便民綜合受理大廳',
  'Jinyuan Subdistrict Public Service and Integrated Applications Centre',
);

const longNames = [
  names('不动产登记与过户咨询', '不動產登記與過戶諮詢', 'Property registration and transfer'),
  names('物业费与停车费缴纳', '物業費與停車費繳納', 'Management and parking fees'),
  names('公共维修基金申请', '公共維修基金申請', 'Maintenance fund applications'),
  names('邻里纠纷调解投诉', '鄰里糾紛調解投訴', 'Neighbour disputes and complaints'),
  names('装修备案与出入证', '裝修備案與出入證', 'Fit-out permits, access passes'),
  names('电子发票及证明开具', '電子發票及證明開立', 'Electronic invoices, certificates'),
];

export const longServices: readonly KioskService[] = services.map((service, place) => ({
  ...service,
  name: longNames[place] ?? service.name,
  waiting: 128,
  ahead: 245,
  wait: { fromMinutes: 115, toMinutes: 140 },
}));

export const manyServices: readonly KioskService[] = Array.from('ABCDEFGHIJKLMN', (letter, place) => ({
  ...(services[place % services.length] ?? services[0]),
  letter,
})).filter((service): service is KioskService => 'name' in service);

export const longNotice = notice(
  'long',
  'ordinary',
  names(
    '大厅二层消防演练，上午十点至十点半暂停办理，请在一层等候，听从工作人员安排',
    '大廳二層消防演練，上午十點至十點半暫停辦理，請在一層等候，聽從工作人員安排',
    'Fire drill on the second floor from 10:00 to 10:30. Service is paused; please wait on the ground floor.',
  ),
);
