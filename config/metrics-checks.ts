/** Whether the targets of the metrics can be met, and whether the weights of the index make a whole. */
import { items, member, numberAt } from './data.ts';
import { quote, type Fault, type Path } from './faults.ts';
import { serviceMetrics } from './metrics-schema.ts';
import type { YamlFile } from './read-yaml.ts';

export function checkMetrics(yaml: YamlFile): Fault[] {
  return [...checkTargets(yaml), ...checkIndex(yaml)];
}

function checkTargets(yaml: YamlFile): Fault[] {
  const metrics = member(yaml.value, 'metrics');
  const services = items(yaml.value, 'services').map(({ value }) => member(value, 'letter'));
  const seen = new Set<string>();
  return items(metrics, 'targets').flatMap(({ index, value }) => {
    const at: Path = ['metrics', 'targets', index];
    const [metric, service] = [member(value, 'metric'), member(value, 'service')];
    const faults = checkBounds(yaml, at, value);
    if (typeof service === 'string') faults.push(...checkService(yaml, at, { metric, service, services }));
    const name = JSON.stringify([metric, service]);
    if (typeof metric === 'string' && seen.has(name))
      faults.push(yaml.at(at, `${quote(metric)} has this target twice; take one of them away.`));
    seen.add(name);
    return faults;
  });
}

function checkBounds(yaml: YamlFile, at: Path, target: unknown): Fault[] {
  const [min, max] = [numberAt(target, ['min'], null), numberAt(target, ['max'], null)];
  if (member(target, 'min') === undefined && member(target, 'max') === undefined)
    return [yaml.at(at, 'A target without min and max asks for nothing; write one of them.')];
  if (min === null || max === null || min <= max) return [];
  return [yaml.at([...at, 'max'], `max (${max}) is below min (${min}); exchange them.`)];
}

interface OfService {
  readonly metric: unknown;
  readonly service: string;
  readonly services: readonly unknown[];
}

function checkService(yaml: YamlFile, at: Path, { metric, service, services }: OfService): Fault[] {
  if (!services.includes(service))
    return [yaml.at([...at, 'service'], `There is no service ${quote(service)}; write the letter of one.`)];
  if (typeof metric !== 'string' || serviceMetrics.some((known) => known === metric)) return [];
  const message = `Only ${serviceMetrics.join(', ')} have targets of single services; take this away.`;
  return [yaml.atKey([...at, 'service'], message)];
}

const WHOLE_PERCENT = 100;

function checkIndex(yaml: YamlFile): Fault[] {
  const satisfaction = member(member(yaml.value, 'metrics'), 'satisfaction');
  const parts = items(satisfaction, 'index');
  const at: Path = ['metrics', 'satisfaction', 'index'];
  const names = parts.map(({ value }) => member(value, 'of'));
  const twice = parts.filter(({ index, value }) => names.indexOf(member(value, 'of')) < index);
  const faults = twice.map(({ index }) =>
    yaml.at([...at, index, 'of'], 'It is a part of the index already; give it one weight.'),
  );
  const weights = parts.map(({ value }) => numberAt(value, ['weight'], null));
  const sum = weights.reduce<number>((all, weight) => all + (weight ?? 0), 0);
  if (parts.length === 0 || weights.includes(null) || sum === WHOLE_PERCENT) return faults;
  return [...faults, yaml.at(at, `The weights are ${sum} together; let them be ${WHOLE_PERCENT}.`)];
}
