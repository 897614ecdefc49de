/**
 * A lobby in which every rule can be met: `A` and `B` are ordinary, `A` with slips 901 to 903; `C` is a case; `F` takes one at a
 * time and gives times to come back. Two counters offer all of them, the third only `B`.
 */
const services = [
  { letter: 'A', name: { 'zh-CN': '缴费', en: 'Payments' }, slips: { from: 901, to: 903 } },
  { letter: 'B', name: { 'zh-CN': '报修', en: 'Repairs' } },
  { letter: 'C', name: { 'zh-CN': '投诉', en: 'Complaints' }, kind: 'case', callBackDays: 2 },
  {
    letter: 'F',
    name: { 'zh-CN': '咨询', en: 'Advice' },
    waitingMax: 1,
    returnSlots: { everyMinutes: 5, places: 1 },
  },
];

/** For `more` of a lobby file. */
export const busyLobby = {
  services,
  counters: [
    { id: '1', services: ['A', 'B', 'C', 'F'] },
    { id: '2', services: ['A', 'B', 'C', 'F'] },
    { id: '3', services: ['B'] },
  ],
  agents: ['agent-1', 'agent-2', 'agent-3'].map((id) => ({ id, name: id })),
  priority: { reasons: ['elderly', 'vip'], atKiosk: ['elderly'], quota: 1 },
  assist: [{ withinMinutes: 5 }, { withinMinutes: 5 }],
} as const;
