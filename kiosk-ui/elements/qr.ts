import { generate } from 'lean-qr';
import { svg, type SVGTemplateResult } from 'lit';

/** Cameras need four modules of white on every side (ISO/IEC 18004). */
const quietModules = 4;

/** A QR code as one path, one unit a module, quiet zone included. */
export function qrCode(content: string, label: string): SVGTemplateResult {
  const code = generate(content);
  const side = code.size + 2 * quietModules;
  let path = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      let run = 1;
      while (code.get(x + run, y)) run += 1;
      path += `M${x + quietModules} ${y + quietModules}h${run}v1h-${run}z`;
      x += run;
    }
  }
  return svg`<svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label=${label}><path fill="currentColor" shape-rendering="crispEdges" d=${path}/></svg>`;
}
