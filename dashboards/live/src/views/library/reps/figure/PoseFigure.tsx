import { useEffect, useRef } from 'preact/hooks';
import type { Headline } from '../../../../../../../src/model/movement.ts';
import { fitCanvas } from '../../../../draw/fitCanvas.ts';
import { type Palette, watchPalette } from '../../../../draw/palette.ts';
import { drawFloor } from '../../../../figure/drawGround.ts';
import { drawFrontLeg } from '../../../../figure/drawLeg.ts';
import { legPosture } from '../../../../figure/legPosture.ts';
import { mirrorProjection } from '../../../../figure/projection.ts';
import { nextBand } from '../../../../store/band.ts';
import { amountText } from '../cycleWords.ts';
import type { LegPose } from './legPose.ts';

const BONE_PX = 5;

interface PoseFigureProps {
  readonly title: string;
  /** One for each leg that is known. */
  readonly poses: readonly LegPose[];
  readonly headline: Headline;
  /** False fades it: it is not counted. */
  readonly trusted: boolean;
}

/** The legs from the front, as in a mirror, at one point of a repetition. */
export function PoseFigure({ title, poses, headline, trusted }: PoseFigureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const newest = useRef<PoseFigureProps>({ title, poses, headline, trusted });
  newest.current = { title, poses, headline, trusted };
  const colours = useRef<Palette | null>(null);
  const draw = () => {
    if (canvas.current && colours.current)
      drawPoses(canvas.current, newest.current, colours.current);
  };
  useEffect(() => {
    const element = canvas.current;
    const unwatch = watchPalette((palette) => {
      colours.current = palette;
      draw();
    });
    const observer = new ResizeObserver(draw);
    if (element) observer.observe(element);
    return () => {
      unwatch();
      observer.disconnect();
    };
  }, []);
  useEffect(draw, [poses, headline, trusted]);
  return (
    <figure class="pose-figure">
      <figcaption>{title}</figcaption>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${title}, legs from the front as in a mirror: ${inWords(poses, headline)}`}
      />
      <p class="pose-words">{inWords(poses, headline)}</p>
    </figure>
  );
}

/** `Left 2.1 cm, right −0.3 cm`. */
function inWords(poses: readonly LegPose[], { unit }: Headline): string {
  const words = [...poses]
    .sort((a, b) => a.side.localeCompare(b.side))
    .map(({ side, headline }) => `${side} ${amountText(headline, unit)}`)
    .join(', ');
  return words === '' ? 'Not known here' : words.charAt(0).toUpperCase() + words.slice(1);
}

function drawPoses(
  canvas: HTMLCanvasElement,
  { poses, headline, trusted }: PoseFigureProps,
  palette: Palette,
): void {
  const context = fitCanvas(canvas);
  if (!context) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  const project = mirrorProjection(width, height);
  context.clearRect(0, 0, width, height);
  drawFloor(context, project, width, palette);
  for (const pose of poses) {
    const posture = legPosture(pose);
    if (!posture) continue;
    const band =
      pose.headline === null || !trusted
        ? null
        : nextBand(pose.headline, headline.bandEdges, 0, null);
    drawFrontLeg(context, project, posture, { band, trusted, bonePx: BONE_PX }, palette);
  }
}
