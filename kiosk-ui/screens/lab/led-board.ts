/** An LED board, dot by dot: what its frames made of it, as light. */
import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { shared } from '../../theme/shared.ts';
import { eachDot, wordsOn, type Area, type DotColour } from './board-dots.ts';
import { differs } from './model.ts';
import { glyphOf, loadUnifont } from './unifont.ts';

const ground = '#0a0606';
const unlit = '#2b1512';
const light: Readonly<Record<DotColour, string>> = { red: '#ff4632', amber: '#ffb020', green: '#3fe07a' };
/** Parts of the pitch: a dot, one that is dark, and the light around one. */
const litRadius = 0.4;
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
        margin-inline: auto;
      }
    `,
  ];

  @property({ attribute: false, hasChanged: differs }) areas: readonly Area[] = [];
  @property({ type: Number }) widthDots = 0;
  @property({ type: Number }) heightDots = 0;
  /** What it is called while it shows no words. */
  @property() emptyLabel = '';
  @query('canvas') private readonly canvas: HTMLCanvasElement | undefined;

  /** When each area was first lit as it is now, on the page's clock. */
  private litAt = new Map<string, number>();
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
    return html`<canvas role="img" aria-label=${wordsOn(this.areas) || this.emptyLabel}></canvas>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('areas') || changes.has('widthDots') || changes.has('heightDots')) this.paint();
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
    cancelAnimationFrame(this.frame);
    const { canvas, widthDots, heightDots } = this;
    const pen = canvas?.getContext('2d') ?? null;
    if (canvas === undefined || pen === null || widthDots === 0) return;
    const pitch = Math.max(1, Math.floor((this.clientWidth * devicePixelRatio) / widthDots));
    canvas.width = pitch * widthDots;
    canvas.height = pitch * heightDots;
    canvas.style.width = `${canvas.width / devicePixelRatio}px`;
    paintGround(pen, pitch);
    if (this.ready && this.paintAreas(pen, pitch)) this.frame = requestAnimationFrame(() => this.paint());
  }

  /** @returns whether something is still fading in */
  private paintAreas(pen: CanvasRenderingContext2D, pitch: number): boolean {
    const now = performance.now();
    const before = this.litAt;
    this.litAt = new Map();
    const lamps = lampsOf(pitch);
    let fading = false;
    for (const area of this.areas) {
      const content = JSON.stringify(area);
      const since = before.get(content) ?? now;
      this.litAt.set(content, since);
      const strength = stillness.matches ? 1 : Math.min(1, (now - since) / fadeMs);
      fading ||= strength < 1;
      pen.globalAlpha = strength;
      eachDot(area, glyphOf, (x, y, colour) => {
        pen.drawImage(lamps[colour], (x - 0.5) * pitch, (y - 0.5) * pitch);
      });
    }
    pen.globalAlpha = 1;
    return fading;
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
    const lamp = (colour: string) =>
      disc(
        pitch * 2,
        [
          [glowRadius / 2, glow],
          [litRadius / 2, 1],
        ],
        colour,
      );
    made = { red: lamp(light.red), amber: lamp(light.amber), green: lamp(light.green) };
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
