/** The pictures of the televisions: those of one folder, and nothing else, whatever lies in it. */
import { mkdirSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { SLIDE_BYTES_MAX, Slides, SLIDES_MAX } from '../../firmware-host/displays/slides.ts';
import { makeTempDir } from '../support/temp.ts';

const png = Buffer.concat([
  Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
  Buffer.alloc(20),
  Buffer.from('IEND....'),
]);
const jpg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.alloc(30), 0xff, 0xd9]);
const webp = Buffer.alloc(40);
webp.write('RIFF', 0);
webp.writeUInt32LE(32, 4);
webp.write('WEBPVP8 ', 8);

let dir: string;
let said: string[];
let slides: Slides;
beforeEach(() => {
  const temp = makeTempDir();
  onTestFinished(temp.remove);
  dir = temp.dir;
  said = [];
  slides = new Slides(dir, (line) => said.push(line));
});

const put = (name: string, bytes: Buffer | string) => writeFileSync(join(dir, name), bytes);
const names = () => slides.addresses().map((address) => decodeURIComponent(address.split(/[/?]/)[5] ?? ''));

describe('the folder', () => {
  it('is shown in the order of its names as people count, with a new address for a picture that has changed', async () => {
    put('10.png', png);
    put('2.jpg', jpg);
    put('雪 & 1.webp', webp);
    await slides.look();
    expect(names()).toEqual(['2.jpg', '10.png', '雪 & 1.webp']);
    expect(said).toEqual([]);
    const [before, list] = [slides.addresses()[0], slides.list];
    put('2.jpg', Buffer.concat([jpg, Buffer.from([0xff, 0xd9])]));
    await slides.look();
    expect(slides.addresses()[0]).not.toBe(before);
    expect(slides.list).not.toBe(list);
  });

  it('tells of changes alone', async () => {
    let changes = 0;
    slides.onChange(() => (changes += 1));
    put('1.png', png);
    await slides.look();
    await slides.look();
    expect(changes).toBe(1);
    unlinkSync(join(dir, '1.png'));
    await slides.look();
    expect([changes, slides.list]).toEqual([2, '']);
  });

  it.each([
    ['page.svg', '<svg onload="x"/>', /neither png/],
    ['1.gif', 'GIF89a', /neither png/],
    ['text.png', 'no picture', /no such picture/],
    ['half.png', png.subarray(0, 20), /end is missing/],
    ['half.webp', webp.subarray(0, 30), /end is missing/],
    ['.hidden.png', png, /^$/],
  ])('leaves out %s, and says so once', async (name, bytes, fault) => {
    put(name, bytes);
    put('good.jpg', jpg);
    await slides.look();
    await slides.look();
    expect(names()).toEqual(['good.jpg']);
    expect(said.length).toBeLessThan(2);
    expect(said.join()).toMatch(fault);
    expect(await slides.read(name)).toBeNull();
  });

  it('leaves out links, folders, what is too large and what is too many', async () => {
    put('1.jpg', jpg);
    symlinkSync('/etc/hostname', join(dir, 'link.png'));
    mkdirSync(join(dir, 'folder.png'));
    put('large.png', png);
    truncateSync(join(dir, 'large.png'), SLIDE_BYTES_MAX + 1);
    await slides.look();
    expect(names()).toEqual(['1.jpg']);
    for (let place = 2; place < SLIDES_MAX + 5; place += 1) put(`${place}.jpg`, jpg);
    await slides.look();
    expect(names()).toHaveLength(SLIDES_MAX);
  });

  it('gives the bytes of what it found, and never those of a path', async () => {
    put('1.jpg', jpg);
    await slides.look();
    const picture = await slides.read('1.jpg');
    // As a stream: a hundred slow readers of a large one would take the memory of the house.
    expect(picture?.bytes).toBeInstanceOf(Readable);
    expect(picture?.type).toBe('image/jpeg');
    expect(await buffer(picture?.bytes ?? Readable.from([]))).toEqual(jpg);
    for (const name of ['../1.jpg', './1.jpg', '/etc/hostname', '', '1.png'])
      expect(await slides.read(name)).toBeNull();
  });

  it('gives nothing through a link that took the place of a picture', async () => {
    put('1.png', png);
    await slides.look();
    unlinkSync(join(dir, '1.png'));
    symlinkSync('/etc/hostname', join(dir, '1.png'));
    expect(await slides.read('1.png')).toBeNull();
  });

  it('that is gone is empty, and said once', async () => {
    const none = new Slides(join(dir, 'none'), (line) => said.push(line));
    await none.look();
    await none.look();
    expect([none.list, said.length]).toEqual(['', 1]);
  });
});
