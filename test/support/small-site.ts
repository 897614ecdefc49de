/** A lobby by its names alone, for tests of views: two services, two counters, and nothing at the end of a cable. */
import type { Site } from '../../firmware-host/site.ts';

const named = (name: string) => ({ 'zh-CN': name, 'zh-TW': name, en: name });

export const smallSite: Site = {
  names: named('Centre'),
  timeZone: 'Asia/Shanghai',
  languages: ['en'],
  demo: false,
  publicUrl: null,
  services: [
    { letter: 'A', name: named('Enquiries') },
    { letter: 'B', name: named('Payments') },
  ],
  counters: [
    { id: '1', name: named('One') },
    { id: '2', name: named('Two') },
  ],
  agents: [],
  kiosks: [],
  ratingPads: [],
  counterDevices: [],
};
