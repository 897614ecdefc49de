/** The few Chinese words that are not in any text of the house: what numbers are read with. Data, as escapes. */

export const han = {
  /** 点, behind the hour. */
  hour: '\u70b9',
  /** 分, behind the minute. */
  minute: '\u5206',
  /** 到, from a number to another one. */
  to: '\u5230',
  /** 两, of two things; 二 is the figure. */
  two: '\u4e24',
  /** 第, before the place in a row. */
  place: '\u7b2c',
} as const;

/** What is counted, in both ways of writing: 位 个 個 人 分 次 张 張 天 件 项 項 家 小. Before 号 it is the figure. */
export const counted: ReadonlySet<string> = new Set(
  '\u4f4d\u4e2a\u500b\u4eba\u5206\u6b21\u5f20\u5f35\u5929\u4ef6\u9879\u9805\u5bb6\u5c0f',
);
