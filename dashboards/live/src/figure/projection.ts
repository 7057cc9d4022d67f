import { ANKLE_HEIGHT_M, LEG_LENGTH_M, type Point3 } from './legPosture.ts';

/** A point on the canvas in CSS pixels, y downwards. */
export interface Point2 {
  readonly x: number;
  readonly y: number;
}

export type Projection = (point: Point3) => Point2;

const MARGIN_PX = 12;
/** Widest half of the drawn world in metres: stance and knees out, or thigh and shank forward. */
const FRONT_HALF_WIDTH_M = 0.3;
const SIDE_BACK_M = 0.4;
const SIDE_FRONT_M = 0.34;
const HEIGHT_M = LEG_LENGTH_M + ANKLE_HEIGHT_M + 0.05;

/** One scale for both directions: what is drawn is in proportion. */
function scaleToFit(width: number, height: number, worldWidth: number): number {
  return Math.max(
    0,
    Math.min((width - 2 * MARGIN_PX) / worldWidth, (height - 2 * MARGIN_PX) / HEIGHT_M),
  );
}

/**
 * The front of the body as in a mirror: the subject's right (Z) is right on the canvas.
 */
export function mirrorProjection(width: number, height: number): Projection {
  const scale = scaleToFit(width, height, 2 * FRONT_HALF_WIDTH_M);
  const floorY = height - MARGIN_PX;
  return ({ y, z }) => ({ x: width / 2 + z * scale, y: floorY - y * scale });
}

/** The body seen from its right side: forward (X) is right on the canvas. */
export function sideProjection(width: number, height: number): Projection {
  const scale = scaleToFit(width, height, SIDE_BACK_M + SIDE_FRONT_M);
  const floorY = height - MARGIN_PX;
  const originX = width / 2 + ((SIDE_BACK_M - SIDE_FRONT_M) / 2) * scale;
  return ({ x, y }) => ({ x: originX + x * scale, y: floorY - y * scale });
}

/** The foot of the perpendicular from `knee` to the straight line from `hip` to `ankle`. */
export function nearestOnLine(hip: Point2, ankle: Point2, knee: Point2): Point2 {
  const dx = ankle.x - hip.x;
  const dy = ankle.y - hip.y;
  const share = ((knee.x - hip.x) * dx + (knee.y - hip.y) * dy) / (dx * dx + dy * dy || 1);
  return { x: hip.x + share * dx, y: hip.y + share * dy };
}
