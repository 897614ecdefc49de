/** An LED board, dot by dot: what its frames made of it, as light. */
import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { DotPicture } from '../../../firmware-host/messages/lab.ts';
import { shared } from '../../theme/shared.ts';
import { beatAt, eachDot, moves, stillBeat, strengthOf, wordsOn, type DotColour } from './board-dots.ts';
import { ground, lampColours, unlit } from './lamp-colours.ts';
import { differs } from './model.ts';
import { glyphOf, loadUnifont } from './unifont.ts';

/** Parts of the pitch: a dot, one of so few pixels that it has to fill them, one that is dark, and the light around one. */
const litRadius = 0.4;
const smallLitRadius = 0.55;
const unlitRadius = 0.3;
const glowRadius = 0.75;
const glow = 0.16;
const fadeMs = 160;
const againMs = 2000;

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

export class LedBoard extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      canvas {
        display: block;
        max-width: 100%;
        margin-inline: auto;
      }
    `,
  ];

  @property({ attribute: false, hasChanged: differs }) picture: DotPicture | null = null;
  /** What it is called while it shows no words. */
  @property() emptyLabel = '';
  @query('canvas') private readonly canvas: HTMLCanvasElement | undefined;

  /** When each area was first lit as it is now, on the page's clock. */
  private litAt = new Map<string, number>();
  /** Where each area was in its movement when it was painted last; null when it has to be painted anyway. */
  private painted: string | null = null;
  private frame = 0;
  private again: ReturnType<typeof setTimeout> | undefined;
  private ready = false;
  private readonly resized = new ResizeObserver(() => this.paint());

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.again);
  }

  protected override render(): TemplateResult {
    const words = this.picture?.isLit === true ? wordsOn(this.picture.areas) : '';
    return html`<canvas role="img" aria-label=${words || this.emptyLabel}></canvas>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('picture')) this.paint();
  }

  private async load(): Promise<void> {
    try {
      await loadUnifont();
      this.ready = true;
      this.paint();
    } catch {
      // The host is away: the board stays dark, its words are in its label, and the face comes with the host.
      this.again = setTimeout(() => void this.load(), againMs);
    }
  }

  /** A whole number of the screen's own pixels to a dot, or dots would come out unequal. */
  private paint(): void {
    const { canvas, picture } = this;
    if (canvas === undefined || picture === null) return;
    const pitch = Math.max(1, Math.floor((this.clientWidth * devicePixelRatio) / picture.widthDots));
    canvas.width = pitch * picture.widthDots;
    canvas.height = pitch * picture.heightDots;
    canvas.style.width = `${canvas.width / devicePixelRatio}px`;
    this.painted = null;
    this.step(canvas, picture, pitch);
  }

  /** Paints, and again as long as something fades in or moves. */
  private step(canvas: HTMLCanvasElement, picture: DotPicture, pitch: number): void {
    cancelAnimationFrame(this.frame);
    const pen = canvas.getContext('2d');
    if (pen === null) return;
    const goesOn = this.paintAreas(pen, picture, pitch);
    if (goesOn) this.frame = requestAnimationFrame(() => this.step(canvas, picture, pitch));
  }

  /** @returns whether it will look different by itself */
  private paintAreas(pen: CanvasRenderingContext2D, picture: DotPicture, pitch: number): boolean {
    const looks = this.looksOf(picture);
    const goesOn = looks.some(({ fade, area }) => fade < 1 || (moves(area) && !stillness.matches));
    const now = JSON.stringify(looks.map(({ fade, beat }) => [fade, beat]));
    if (now === this.painted) return goesOn;
    this.painted = now;
    paintGround(pen, pitch);
    if (!this.ready || !picture.isLit) return false;
    const lamps = lampsOf(pitch);
    for (const { area, fade, beat } of looks) {
      pen.globalAlpha = fade * strengthOf(picture);
      const light = (x: number, y: number, colour: DotColour) =>
        pen.drawImage(lamps[colour], (x - 0.5) * pitch, (y - 0.5) * pitch);
      eachDot(area, glyphOf, light, beat);
    }
    pen.globalAlpha = 1;
    return goesOn;
  }

  /** How far each area has faded in and moved. */
  private looksOf({ areas }: DotPicture) {
    const now = performance.now();
    const before = this.litAt;
    this.litAt = new Map();
    return areas.map((area) => {
      const content = JSON.stringify(area);
      const since = before.get(content) ?? now;
      this.litAt.set(content, since);
      const isStill = stillness.matches;
      const fade = isStill ? 1 : Math.min(1, (now - since) / fadeMs);
      return { area, fade, beat: isStill || !moves(area) ? stillBeat : beatAt(now - since) };
    });
  }
}

function paintGround(pen: CanvasRenderingContext2D, pitch: number): void {
  const { width, height } = pen.canvas;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  const dark = pen.createPattern(disc(pitch, [[unlitRadius, 1]], unlit), 'repeat');
  if (dark === null) return;
  pen.fillStyle = dark;
  pen.fillRect(0, 0, width, height);
}

type Lamps = Readonly<Record<DotColour, HTMLCanvasElement>>;
const lamps = new Map<number, Lamps>();

/** One lamp of each colour, two pitches wide for the light around it. */
function lampsOf(pitch: number): Lamps {
  let made = lamps.get(pitch);
  if (made === undefined) {
    const radius = pitch < 3 ? smallLitRadius : litRadius;
    const lamp = (colour: string) =>
      disc(
        pitch * 2,
        [
          [glowRadius / 2, glow],
          [radius / 2, 1],
        ],
        colour,
      );
    made = { red: lamp(lampColours.red), amber: lamp(lampColours.amber), green: lamp(lampColours.green) };
    lamps.set(pitch, made);
  }
  return made;
}

/** @param rings radius as part of the side, and opacity */
function disc(
  side: number,
  rings: readonly (readonly [number, number])[],
  colour: string,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext('2d');
  if (pen === null) return canvas;
  pen.fillStyle = colour;
  for (const [radius, opacity] of rings) {
    pen.globalAlpha = opacity;
    pen.beginPath();
    pen.arc(side / 2, side / 2, radius * side, 0, Math.PI * 2);
    pen.fill();
  }
  return canvas;
}
