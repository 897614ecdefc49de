/**
 * Alpha signs as a codec: a part for the text, one for the text of the highest rank, one for what runs, one for the light.
 *
 * Memory is not configured. A sign takes a new configuration only after it was cleared, clearing makes it restart and hear nothing for
 * some five seconds (both were seen on a sign; the form says neither), and the text file is there without: it is what clearing leaves.
 * A sign that other software has left without that file refuses its text, and is cleared by hand, with its remote control.
 */
import type { BoardCodec, Painting, Part } from '../codec.ts';
import type { BoardSizeInCells } from '../face.ts';
import { fitRow } from '../fit.ts';
import type { AlphaModel } from '../models.ts';
import { AlphaReader, deafReader } from './answer.ts';
import {
  answerPackets,
  dimTo,
  endPriority,
  files,
  priorityBytesMax,
  runText,
  writeText,
} from './commands.ts';
import { alphaFace } from './font.ts';
import { encodePacket } from './packet.ts';
import { encodeRows } from './text.ts';

/** Of a row that moves along: what a sign shows in some minutes, and half a second on the wire. */
const scrollColumnsMax = 500;
const noBytes = Buffer.alloc(0);

/** @param size one row or two @param address 0 is every sign on the line */
export function alphaCodec(model: AlphaModel, size: BoardSizeInCells, address: number): BoardCodec {
  const face = alphaFace(size);
  const send = (data: Uint8Array) => encodePacket(address, data);

  /** What cannot be switched off shows nothing. */
  function paintText({ content, brightness }: Painting): Buffer {
    const rows = brightness === 0 ? [] : content.rows;
    return encodeRows(
      Array.from({ length: size.rows }, (_, index) => {
        const row = rows[index] ?? { runs: [] };
        const scroll = row.scroll === true;
        return { runs: fitRow(row, face, true, scroll ? scrollColumnsMax : size.columns), scroll };
      }),
    );
  }

  function paint(painting: Painting): readonly Part[] {
    const { content, brightness } = painting;
    const text = paintText(painting);
    // One that is too long for the highest rank is shown in full without it: nobody else writes to the sign.
    const ranks = content.takesOver === true && text.length <= priorityBytesMax;
    // As long as there is a priority text, no call is seen: to end it is as urgent as the call.
    const isUrgent = content.takesOver === true || content.rows.some(({ urgent }) => urgent === true);
    const urgent = isUrgent ? { urgent: true as const } : {};
    return [
      { bytes: ranks ? writeText(files.priority, text) : endPriority, ...urgent },
      { bytes: writeText(files.text, text), ...urgent },
      // No set-up: a sign that says nothing may have been off when it was set up.
      { bytes: runText },
      { bytes: brightness === null || brightness === 0 ? noBytes : dimTo(brightness), isOptional: true },
    ];
  }

  return {
    face,
    acknowledges: model.acknowledges,
    blinks: true,
    paint,
    setUp: model.acknowledges ? [send(answerPackets)] : [],
    encode(due) {
      const [[first, data] = [0, noBytes]] = due;
      return { frame: send(data), parts: [first] };
    },
    // Changes nothing where it is so already, and a sign that was told otherwise would stay silent without it.
    ping: model.acknowledges ? send(answerPackets) : null,
    newReader: () => (model.acknowledges ? new AlphaReader() : deafReader),
  };
}
