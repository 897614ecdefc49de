/** Black and white, dot by dot: what a thermal head burns. */
export interface DotImage {
  readonly widthDots: number;
  readonly heightDots: number;
  /** Rows from the top, each of ⌈widthDots / 8⌉ bytes, the leftmost dot in the highest bit; 1 is black. */
  readonly bits: Uint8Array;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** White; its bits may be filled. */
export function blankDots(widthDots: number, heightDots: number): DotImage {
  return { widthDots, heightDots, bits: new Uint8Array(Math.ceil(widthDots / 8) * heightDots) };
}

/** Whether a dot is black; white outside the image. */
export function isBlack({ widthDots, heightDots, bits }: DotImage, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= widthDots || y >= heightDots) return false;
  return ((bits[y * Math.ceil(widthDots / 8) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

/** Blackens a rectangle, or as much of it as lies on the image. */
export function fillDots(image: DotImage, from: Spot, widthDots: number, heightDots: number): void {
  const bytesPerRow = Math.ceil(image.widthDots / 8);
  const right = Math.min(image.widthDots, from.x + widthDots);
  const bottom = Math.min(image.heightDots, from.y + heightDots);
  for (let y = Math.max(0, from.y); y < bottom; y += 1) {
    for (let x = Math.max(0, from.x); x < right; x += 1) {
      const at = y * bytesPerRow + (x >> 3);
      image.bits[at] = (image.bits[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
}

/** What of the image is black becomes black on the paper, each dot as a block of so many; what lies outside is lost. */
export function stampDots(
  paper: DotImage,
  image: DotImage,
  at: Spot,
  scale: { readonly width: number; readonly height: number } = { width: 1, height: 1 },
): void {
  for (let y = 0; y < image.heightDots; y += 1) {
    for (let x = 0; x < image.widthDots; x += 1) {
      if (!isBlack(image, x, y)) continue;
      fillDots(paper, { x: at.x + x * scale.width, y: at.y + y * scale.height }, scale.width, scale.height);
    }
  }
}
