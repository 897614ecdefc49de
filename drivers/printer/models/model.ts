/** What a printer model is, as its data file says it. A new model is a new file beside this one, and nothing else. */
import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

/** Two-byte characters that a printer's own font has: China, Taiwan and Hong Kong, Japan, Korea. */
export const wideFonts = ['gb18030', 'big5', 'shift_jis', 'euc-kr'] as const;
export type WideFont = (typeof wideFonts)[number];

export const PrinterModel = Type.Object(
  {
    /** For people: the configuration's documentation and the maintenance page. */
    title: Type.String({ minLength: 1 }),
    /** Printable width. */
    widthDots: Type.Integer({ minimum: 64, maximum: 1024 }),
    /** 8 at 203 dpi, 7.09 at 180. */
    dotsPerMm: Type.Number({ minimum: 5, maximum: 24 }),
    /** Font A cells of 12 × 24 dots in one line. */
    columns: Type.Integer({ minimum: 8, maximum: 85 }),
    cutter: Type.Enum(['partial', 'full', 'none']),
    /** Lines from the print head past the knife, or past the edge to tear at, so that nobody loses the last line. */
    feedToKnifeLines: Type.Integer({ minimum: 0, maximum: 20 }),
    /** ESC t n: the number of each single-byte page that it has, by the name that iconv-lite knows. */
    codePages: Type.Record(Type.String(), Type.Integer({ minimum: 0, maximum: 255 })),
    /** Its font of two-byte characters; null where it has none, and such text is drawn. */
    wideFont: Type.Union([Type.Enum([...wideFonts]), Type.Null()]),
    /** Whether it makes QR codes by itself (GS ( k); else they are drawn. */
    qr: Type.Boolean(),
    /** Whether it keeps an image in its memory until it is switched off (GS ( L, functions 83 and 85). */
    keepsLogo: Type.Boolean(),
    /** How it can be heard: GS a reports changes by itself, DLE EOT answers at once; both false where nothing comes back. */
    status: Type.Object({ automatic: Type.Boolean(), realTime: Type.Boolean() }, closed),
    /** Whether GS ( H tells when a paper is out: `learn` where it depends on the firmware, and its first job shows it. */
    confirms: Type.Enum(['yes', 'no', 'learn']),
    /** DLE ENQ 1 and 2: going on after an error that was mended. */
    recovers: Type.Boolean(),
    /** DLE DC4, function 8: clears the buffers. */
    clears: Type.Boolean(),
    /** A sensor for a roll that comes to its end. */
    hasNearEnd: Type.Boolean(),
    /** Bytes that it takes before it says busy; more is thrown away. */
    bufferBytes: Type.Integer({ minimum: 32, maximum: 1_048_576 }),
    /** A serial port where the configuration does not say otherwise, as its self-test page says from the factory. */
    serial: Type.Object(
      { baudRate: Type.Integer({ minimum: 1200 }), flow: Type.Enum(['rtscts', 'xon', 'none']) },
      closed,
    ),
    mmPerSecond: Type.Integer({ minimum: 20, maximum: 600 }),
    /**
     * `obeys-real-time-in-images`: DLE sequences inside raster data are obeyed, so none may stand there.
     * `forgets-status-when-initialised`: ESC @ switches automatic status off.
     */
    quirks: Type.Array(Type.Enum(['obeys-real-time-in-images', 'forgets-status-when-initialised']), {
      uniqueItems: true,
    }),
  },
  closed,
);
export type PrinterModel = Static<typeof PrinterModel>;
