/** Every language at once, for the host: tickets, boards and refusals speak the language of whoever asked. */
import en from './en.json' with { type: 'json' };
import type { Catalogue, Language } from './texts.ts';
import zhCN from './zh-CN.json' with { type: 'json' };
import zhTW from './zh-TW.json' with { type: 'json' };

export const catalogues: Readonly<Record<Language, Catalogue>> = {
  'zh-CN': { language: 'zh-CN', messages: zhCN },
  'zh-TW': { language: 'zh-TW', messages: zhTW },
  en: { language: 'en', messages: en },
};
