import type { Palette } from '../draw/palette.ts';
import type { Projection } from './projection.ts';

/** The floor, so that a lifted or sunk figure is seen as such. */
export function drawFloor(
  context: CanvasRenderingContext2D,
  project: Projection,
  width: number,
  palette: Palette,
): void {
  const { y } = project({ x: 0, y: 0, z: 0 });
  context.strokeStyle = palette.line;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(0, y);
  context.lineTo(width, y);
  context.stroke();
}
