import { fitCanvas } from '../draw/fitCanvas.ts';
import type { Palette } from '../draw/palette.ts';
import type { LiveStore } from '../store/liveStore.ts';
import { readHeadline } from '../store/reading.ts';
import { drawFloor } from './drawGround.ts';
import { drawFrontLeg, drawSideLeg } from './drawLeg.ts';
import { legPosture } from './legPosture.ts';
import { mirrorProjection, sideProjection } from './projection.ts';

export type FigureView = 'front' | 'side';

/** Bones thicken with the figure. */
const BONE_SHARE = 0.015;
const THINNEST_BONE_PX = 4;

/** Draws the legs of the newest frame onto `canvas` as seen in `view`. */
export function drawFigure(
  canvas: HTMLCanvasElement,
  view: FigureView,
  store: LiveStore,
  palette: Palette,
): void {
  const context = fitCanvas(canvas);
  const headline = store.hello.peek()?.headline;
  if (!context || !headline) return;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const project = (view === 'front' ? mirrorProjection : sideProjection)(width, height);
  context.clearRect(0, 0, width, height);
  drawFloor(context, project, width, palette);
  const { level } = store.freshness.peek();
  for (const side of store.sides.peek()) {
    const leg = store.frames.leg(side);
    const posture = leg && legPosture(leg);
    if (!leg || !posture) continue;
    const trusted =
      (level === 'fresh' || level === 'paused') && readHeadline(leg, headline).state === 'ok';
    if (view === 'side') drawSideLeg(context, project, posture, trusted, palette);
    else {
      const band = trusted ? store.frames.band(side) : null;
      const bonePx = Math.max(THINNEST_BONE_PX, height * BONE_SHARE);
      drawFrontLeg(context, project, posture, { band, trusted, bonePx }, palette);
    }
  }
}
