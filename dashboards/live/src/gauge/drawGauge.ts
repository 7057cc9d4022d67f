import type { Headline } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import { fitCanvas } from '../draw/fitCanvas.ts';
import type { Palette } from '../draw/palette.ts';
import type { BandIndex } from '../store/band.ts';
import type { Reading } from '../store/reading.ts';
import { dialParts, MOST_DEG, needleDeg } from './gaugeScale.ts';

/** What the gauge shows of one leg. */
export interface GaugeReading {
  readonly side: Side;
  readonly reading: Reading;
  /** null while the headline is not `ok`. */
  readonly band: BandIndex | null;
}

const MARGIN_PX = 8;
const RIM_SHARE = 0.16;
const GAP_DEG = 0.7;

interface Dial {
  readonly context: CanvasRenderingContext2D;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly rim: number;
}

/** A dial with its target zone upright, and the needle that leans as the knee does in a mirror. */
export function drawGauge(
  canvas: HTMLCanvasElement,
  shown: GaugeReading | null,
  headline: Headline,
  palette: Palette,
): void {
  const context = fitCanvas(canvas);
  if (!context) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  context.clearRect(0, 0, width, height);
  // As wide as the dial's ends reach, and room for the hub of the needle below.
  const widest = (width / 2 - MARGIN_PX) / Math.sin((MOST_DEG * Math.PI) / 180);
  const radius = Math.max(0, Math.min(widest, (height - 2 * MARGIN_PX) / 1.08));
  const rim = radius * RIM_SHARE;
  const top = Math.max(MARGIN_PX, (height - radius) / 2);
  const dial = { context, x: width / 2, y: top + radius, radius, rim };
  for (const part of dialParts(shown?.side ?? 'left', headline)) {
    drawPart(dial, part.fromDeg + GAP_DEG, part.toDeg - GAP_DEG, part.band, palette);
  }
  if (!shown || shown.reading.state === 'blank') return;
  drawNeedle(dial, needleDeg(shown.reading.value, shown.side, headline), shown.band, palette);
}

function radians(degFromUpright: number): number {
  return ((degFromUpright - 90) * Math.PI) / 180;
}

/** The target zone is the thickest: it is told by its breadth as by its place. */
function drawPart(
  { context, x, y, radius, rim }: Dial,
  fromDeg: number,
  toDeg: number,
  band: BandIndex,
  palette: Palette,
): void {
  const breadth = band === 0 ? rim : rim * 0.55;
  context.beginPath();
  context.arc(x, y, radius, radians(fromDeg), radians(toDeg));
  context.arc(x, y, radius - breadth, radians(toDeg), radians(fromDeg), true);
  context.closePath();
  context.fillStyle = palette.bands[band] ?? palette.faint;
  context.fill();
  context.strokeStyle = palette.bandEdges[band] ?? palette.line;
  context.lineWidth = band === 0 ? 4 : 2;
  context.stroke();
}

/** Full where the angle is sound, hollow where it is not; its bob has the shape of the band. */
function drawNeedle(dial: Dial, deg: number, band: BandIndex | null, palette: Palette): void {
  const { context, x, y, radius, rim } = dial;
  const bobAt = radius - rim * 1.6;
  const size = rim * 0.62;
  context.save();
  context.translate(x, y);
  context.rotate((deg * Math.PI) / 180);
  context.strokeStyle = band === null ? palette.inkSoft : palette.ink;
  context.fillStyle = context.strokeStyle;
  context.lineCap = 'round';
  context.lineWidth = Math.max(5, radius * 0.03);
  if (band === null) context.setLineDash([context.lineWidth, context.lineWidth * 2]);
  context.beginPath();
  context.moveTo(0, -radius * 0.12);
  context.lineTo(0, -bobAt + size);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(0, -radius + rim * 0.1);
  context.lineTo(size * 0.45, -radius + rim * 0.75);
  context.lineTo(-size * 0.45, -radius + rim * 0.75);
  context.closePath();
  if (band !== null) context.fill();
  context.translate(0, -bobAt);
  // Upright wherever the needle points, so that a diamond stays a diamond.
  context.rotate((-deg * Math.PI) / 180);
  traceBob(context, band, size);
  context.lineWidth = 4;
  if (band !== null) {
    context.fillStyle = palette.bands[band] ?? palette.faint;
    context.fill();
  }
  context.stroke();
  context.restore();
}

/** The shapes of the bands, as on plates and marks. */
function traceBob(context: CanvasRenderingContext2D, band: BandIndex | null, size: number): void {
  context.beginPath();
  if (band === 1) polygon(context, [0, -size, size, 0, 0, size, -size, 0]);
  else if (band === 2) polygon(context, [0, -size, size, size * 0.8, -size, size * 0.8]);
  else if (band === 3) context.rect(-size * 0.85, -size * 0.85, size * 1.7, size * 1.7);
  else context.arc(0, 0, size * 0.85, 0, 2 * Math.PI);
}

function polygon(context: CanvasRenderingContext2D, xy: readonly number[]): void {
  for (let i = 0; i < xy.length; i += 2) context.lineTo(xy[i] ?? 0, xy[i + 1] ?? 0);
  context.closePath();
}
