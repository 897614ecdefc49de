/** A board that is described by a template, as a codec: a part for all that it shows, and one for how bright it is. */
import type { BoardCodec, Painting, Part } from '../codec.ts';
import { fitText } from '../fit.ts';
import { TemplateAnswers } from './answers.ts';
import { templateFace } from './characters.ts';
import { encodeFrame, isDark } from './encode.ts';
import { fieldsOf, type FrameField } from './fields.ts';
import type { FrameTemplate } from './schema.ts';

const noBytes = Buffer.alloc(0);

/** A part is its frame. @param template one in which `checkTemplate` finds nothing */
export function templateCodec(template: FrameTemplate, address: number): BoardCodec {
  const { columns, rows = 1 } = template;
  const face = templateFace(template.font, { columns, rows });
  // Builds the table of characters now, which takes some 40 ms, and not when somebody is called.
  face.cellsOf('\uff1f');
  const [show, blink] = [fieldsOf(template, 'show') ?? [], fieldsOf(template, 'blink')];
  const [clear, dim] = [fieldsOf(template, 'clear'), fieldsOf(template, 'dim')];
  // Elsewhere what blinks would be 0 half of the time, somebody else's number.
  const canGoDark = show.every(hasBlank) || (clear !== null && rows === 1);

  function frameFor({ content, brightness, isBlinkLit }: Painting): Buffer {
    const isLit = isBlinkLit || blink !== null || !canGoDark;
    const texts = Array.from({ length: rows }, (_, row) =>
      // Off is nothing on it: a board need not have a command for that.
      brightness === 0 ? '' : fitText(content.rows[row], face, isLit),
    );
    const values = { address, rows: texts, brightness: brightness ?? 100 };
    if (clear !== null && isDark(show, texts)) return encodeFrame(clear, values);
    const isBlinking = content.rows.slice(0, rows).some(({ runs }) => runs.some((run) => run.blink));
    return encodeFrame(isBlinking && blink !== null ? blink : show, values);
  }

  function paintLight({ brightness }: Painting): Part {
    if (dim === null || brightness === null || brightness === 0) return { bytes: noBytes };
    // It may be kept in a memory that wears out by being written every few seconds.
    return { bytes: encodeFrame(dim, { address, rows: [], brightness }), isKept: true, isOptional: true };
  }

  return {
    face,
    acknowledges: template.answer !== undefined,
    blinks: blink !== null,
    paint(painting) {
      const bytes = frameFor(painting);
      const isUrgent = painting.content.rows.some(({ urgent }) => urgent);
      return [isUrgent ? { bytes, urgent: true } : { bytes }, paintLight(painting)];
    },
    setUp: [],
    encode(due) {
      const [[first, frame] = [0, noBytes]] = due;
      return { frame, parts: [first] };
    },
    ping: null,
    newReader: () => new TemplateAnswers(template, address),
  };
}

/** Whether a field can say that there is nothing. */
const hasBlank = (field: FrameField): boolean => field.kind !== 'digits' || field.as === 'ascii';
