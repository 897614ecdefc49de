/** Whether the rules of a lobby go together, one with the other. */
import { numberAt, textsAt, valueAt } from './data.ts';
import { quote, type Fault } from './faults.ts';
import { Ratings } from './ratings-schema.ts';
import type { YamlFile } from './read-yaml.ts';
import { Calls, KioskLimit, Priority } from './rules-schema.ts';
import { filled } from './schema-parts.ts';

export function checkRules(yaml: YamlFile): Fault[] {
  return [...checkCalls(yaml), ...checkPriority(yaml), ...checkKioskLimit(yaml), ...checkRatings(yaml)];
}

function checkCalls(yaml: YamlFile): Fault[] {
  const max = numberAt(yaml.value, ['calls', 'max'], defaults.calls.max);
  const everySeconds = numberAt(yaml.value, ['calls', 'everySeconds'], defaults.calls.everySeconds);
  const before = numberAt(yaml.value, ['calls', 'noShowCalls'], null);
  const noShow = numberAt(yaml.value, ['calls', 'autoNoShowSeconds'], null);
  const start = numberAt(yaml.value, ['calls', 'autoStartSeconds'], null);
  const faults: Fault[] = [];
  if (before !== null && before > max) {
    const message = `Nobody is called ${before} times, since max is ${max}; write ${max} or less.`;
    faults.push(yaml.at(['calls', 'noShowCalls'], message));
  }
  if (noShow !== null && start !== null) {
    const message =
      'After its last call a number cannot both be given up and be taken as served; keep autoNoShowSeconds or autoStartSeconds.';
    faults.push(yaml.atKey(['calls', 'autoStartSeconds'], message));
  }
  if (noShow !== null && noShow < everySeconds) {
    const message = `A number is not given up before everySeconds (${everySeconds}) are over; write ${everySeconds} or more.`;
    faults.push(yaml.at(['calls', 'autoNoShowSeconds'], message));
  }
  return faults;
}

function checkPriority(yaml: YamlFile): Fault[] {
  const given = valueAt(yaml.value, ['priority', 'reasons']);
  if (given !== undefined && !Array.isArray(given)) return [];
  const reasons: readonly string[] =
    given === undefined
      ? defaults.priority.reasons
      : textsAt(yaml.value, ['priority', 'reasons']).map(({ text }) => text);
  const known: readonly string[] = Priority.properties.reasons.items.enum;
  return textsAt(yaml.value, ['priority', 'atKiosk'])
    .filter(({ text }) => known.includes(text) && !reasons.includes(text))
    .map(({ path, text }) =>
      yaml.at(
        path,
        `${quote(text)} is no reason of this lobby; add it to priority.reasons, or take it away.`,
      ),
    );
}

function checkKioskLimit(yaml: YamlFile): Fault[] {
  const confirm = numberAt(yaml.value, ['kioskLimit', 'confirmAfter'], defaults.kioskLimit.confirmAfter);
  const pause = numberAt(yaml.value, ['kioskLimit', 'pauseAfter'], defaults.kioskLimit.pauseAfter);
  if (confirm <= pause) return [];
  const message = `The kiosk gives none after ${pause} already (pauseAfter), so it would never ask; let pauseAfter be the greater.`;
  const key =
    valueAt(yaml.value, ['kioskLimit', 'confirmAfter']) === undefined ? 'pauseAfter' : 'confirmAfter';
  return [yaml.at(['kioskLimit', key], message)];
}

function checkRatings(yaml: YamlFile): Fault[] {
  const scale = numberAt(yaml.value, ['ratings', 'scale'], defaults.ratings.scale);
  const lowMax = numberAt(yaml.value, ['ratings', 'lowMax'], 0);
  if (lowMax < scale) return [];
  const message = `On a scale of ${scale} every score would be low; write ${scale - 1} or less.`;
  return [yaml.at(['ratings', 'lowMax'], message)];
}

const defaults = {
  calls: filled(Calls, {}),
  priority: filled(Priority, {}),
  kioskLimit: filled(KioskLimit, {}),
  ratings: filled(Ratings, {}),
};
