/** What a lobby file says about televisions and their pictures. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { displayWarnings, readableMetres } from '../../config/display-checks.ts';
import { loadConfig } from '../../config/load.ts';
import { makeTempDir } from '../support/temp.ts';
import { configOf, faultsOf, lobby } from './lobby.ts';

/** Their line is the 8th. */
const withLine = (line: string) => lobby({}, line);
const usual = { id: 'tv', distanceMetres: 6, diagonalInches: 55, sound: true, slides: true };

describe('televisions', () => {
  test('there is one where the file says nothing', () => {
    const { displays, slides } = configOf(lobby({}));
    expect([displays, slides]).toEqual([[usual], null]);
  });

  test('each has what it says, and the usual of what it leaves out', () => {
    const { displays } = configOf(
      withLine(
        'displays: [{ id: east, distanceMetres: 8.5, diagonalInches: 75, sound: false }, { id: west, slides: false }]',
      ),
    );
    expect(displays).toEqual([
      { ...usual, id: 'east', distanceMetres: 8.5, diagonalInches: 75, sound: false },
      { ...usual, id: 'west', slides: false },
    ]);
  });

  test.each([
    ['displays: []', 'displays'],
    ['displays: [{ id: tv }, { id: tv }]', 'displays.1.id'],
    ['displays: [{ id: tv, distanceMetres: 0.5 }]', 'displays.0.distanceMetres'],
    ['displays: [{ id: tv, diagonalInches: 5 }]', 'displays.0.diagonalInches'],
    ['displays: [{ id: tv, sound: loud }]', 'displays.0.sound'],
    ['displays: [{ id: tv, size: 55 }]', 'displays.0.size'],
    ['slides: { seconds: 10 }', 'slides'],
    ['slides: { dir: x, seconds: 1 }', 'slides.seconds'],
    ['slides: { dir: x, afterSeconds: 1 }', 'slides.afterSeconds'],
    ['slides: { dir: "" }', 'slides.dir'],
  ])('%s is a fault', (line, path) => {
    const faults = faultsOf(withLine(line));
    expect(faults.map((fault) => fault.path.replaceAll(/\[(\d+)\]/g, '.$1'))).toEqual([path]);
    expect(faults[0]?.line).toBe(8);
  });
});

describe('how far away', () => {
  test.each([
    [55, 9],
    [43, 7],
    [75, 12],
  ])('%i inches are read from %f m', (diagonalInches, metres) => {
    expect(readableMetres({ diagonalInches })).toBe(metres);
  });

  test('a screen that hangs farther away is told of, and the lobby opens all the same', () => {
    const { displays } = configOf(withLine('displays: [{ id: near }, { id: far, distanceMetres: 12 }]'));
    expect(displayWarnings(displays)).toEqual([expect.stringMatching(/^display far: 55 inches.*9 m.*12 m/)]);
  });
});

describe('pictures', () => {
  test('their folder is found from the lobby file', () => {
    expect(configOf(withLine('slides: { dir: pictures }')).slides).toEqual({
      dir: resolve('pictures'),
      seconds: 12,
      afterSeconds: 60,
    });
  });

  test.each([
    ['there', ''],
    ['nowhere', 'no such folder'],
    ['lobby.yaml', 'this is a file'],
  ])('a folder that is %s', async (dir, fault) => {
    const temp = makeTempDir();
    onTestFinished(temp.remove);
    mkdirSync(join(temp.dir, 'there'));
    const file = join(temp.dir, 'lobby.yaml');
    writeFileSync(file, withLine(`slides: { dir: ${dir} }`));
    const loaded = await loadConfig(file);
    const said = loaded.ok ? '' : loaded.faults.map(({ message }) => message).join();
    expect([loaded.ok, said.includes(fault)]).toEqual([fault === '', true]);
  });
});
