import type { Palette } from '../draw/palette.ts';
import type { BandIndex } from '../store/band.ts';
import { footFromFront, footFromSide } from './foot.ts';
import type { LegPosture } from './legPosture.ts';
import { nearestOnLine, type Point2, type Projection } from './projection.ts';

export interface LegStyle {
  /** null draws the wedge without a band: its headline is not `ok`. */
  readonly band: BandIndex | null;
  /** False fades the leg: what is drawn is not measured now or not to be trusted. */
  readonly trusted: boolean;
  /** Thin against the wedge: at the figure's scale 1 cm is only some four pixels. */
  readonly bonePx: number;
}

const JOINT_RADIUS_PER_BONE = 1.15;
/** The nearer leg is drawn thinner, so that the other one shows when they overlap. */
const SIDE_BONE_PX = { left: 8, right: 3 } as const;
const UNTRUSTED_ALPHA = 0.35;

/** Hip–knee–ankle, the straight hip–ankle line and the wedge between them, in proportion. */
export function drawFrontLeg(
  context: CanvasRenderingContext2D,
  project: Projection,
  posture: LegPosture,
  style: LegStyle,
  palette: Palette,
): void {
  const hip = project(posture.hip);
  const knee = project(posture.knee);
  const ankle = project(posture.ankle);
  context.save();
  context.globalAlpha = style.trusted ? 1 : UNTRUSTED_ALPHA;
  drawFoot(context, footFromFront(posture).map(project), palette);
  drawChain(context, [hip, knee, ankle], palette[posture.side], style.bonePx);
  drawWedge(context, [hip, knee, ankle], style.band, palette);
  drawStraightLine(context, hip, ankle, palette);
  drawDeviation(context, knee, nearestOnLine(hip, ankle, knee), palette);
  const radius = style.bonePx * JOINT_RADIUS_PER_BONE;
  drawJoints(context, [hip, knee, ankle], palette[posture.side], radius);
  context.restore();
}

export function drawSideLeg(
  context: CanvasRenderingContext2D,
  project: Projection,
  posture: LegPosture,
  trusted: boolean,
  palette: Palette,
): void {
  const points = [project(posture.hip), project(posture.knee), project(posture.ankle)];
  const color = palette[posture.side];
  context.save();
  context.globalAlpha = trusted ? 1 : UNTRUSTED_ALPHA;
  drawFoot(context, footFromSide(posture).map(project), palette);
  drawChain(context, points, color, SIDE_BONE_PX[posture.side]);
  drawJoints(context, points, color, SIDE_BONE_PX[posture.side]);
  context.restore();
}

/** In the colour of the floor: the foot is not measured, it only shows where the leg stands. */
function drawFoot(
  context: CanvasRenderingContext2D,
  points: readonly Point2[],
  palette: Palette,
): void {
  tracePath(context, points);
  context.closePath();
  context.fillStyle = palette.faint;
  // Beneath all that is drawn already: the feet of both legs lie on one another in side view.
  context.globalCompositeOperation = 'destination-over';
  context.fill();
  context.globalCompositeOperation = 'source-over';
}

function drawWedge(
  context: CanvasRenderingContext2D,
  points: readonly Point2[],
  band: BandIndex | null,
  palette: Palette,
): void {
  tracePath(context, points);
  context.closePath();
  context.fillStyle = band === null ? palette.faint : palette.bands[band];
  context.fill();
}

function drawChain(
  context: CanvasRenderingContext2D,
  points: readonly Point2[],
  color: string,
  width: number,
): void {
  tracePath(context, points);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke();
}

function drawStraightLine(
  context: CanvasRenderingContext2D,
  hip: Point2,
  ankle: Point2,
  palette: Palette,
): void {
  tracePath(context, [hip, ankle]);
  context.strokeStyle = palette.ink;
  context.lineWidth = 2;
  context.setLineDash([7, 5]);
  context.stroke();
  context.setLineDash([]);
}

function drawDeviation(
  context: CanvasRenderingContext2D,
  knee: Point2,
  onLine: Point2,
  palette: Palette,
): void {
  tracePath(context, [onLine, knee]);
  context.strokeStyle = palette.ink;
  context.lineWidth = 3;
  context.stroke();
}

function drawJoints(
  context: CanvasRenderingContext2D,
  points: readonly Point2[],
  color: string,
  radius: number,
): void {
  context.fillStyle = color;
  for (const { x, y } of points) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
}

function tracePath(context: CanvasRenderingContext2D, points: readonly Point2[]): void {
  context.beginPath();
  points.forEach(({ x, y }, i) => {
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
}
