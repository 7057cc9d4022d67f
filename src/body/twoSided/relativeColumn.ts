import { BLOCK_S, blockVariance, DRIFT_NOISE, HEADING_NOISE, LOST_SD } from '../relativeHeading.ts';
import { betweenNodes, type HeadingColumn } from './headingColumn.ts';
import { type HeadingNode, type MeasuredHeading, smoothHeading } from './headingSmoother.ts';
import { follows, type LegTrack } from './legTrack.ts';
import type { LinkSeries } from './linkSeries.ts';

/** A heading that something else than link acceleration tells from frame `frame` on. */
export interface ToldHeading {
  readonly frame: number;
  readonly headingRad: number;
  readonly sdRad: number;
}

export interface RelativeHeadingInputs {
  readonly track: LegTrack;
  /** Of each frame, ascending, s. */
  readonly timesS: Float64Array;
  readonly link: LinkSeries;
  /** Ascending by frame. */
  readonly told: readonly ToldHeading[];
  /** Frames at which a sensor came back after it was lost, ascending. */
  readonly lost: readonly number[];
  /** Near the heading of the first frame, and how near. */
  readonly startRad: number;
  readonly startSdRad: number;
}

/** Heading of the shank's earth frame in the thigh's per frame, from all evidence before and after it. */
export function relativeColumn(inputs: RelativeHeadingInputs): HeadingColumn {
  const nodes = nodesOf(inputs);
  const { headingRad, variance } = smoothHeading(nodes, inputs.startRad, inputs.startSdRad ** 2);
  const nodeS = nodes.map(({ timeS }) => timeS);
  const growth = (t: number): number => HEADING_NOISE * t + (DRIFT_NOISE * t ** 3) / 3;
  return betweenNodes(nodeS, headingRad, variance, inputs.timesS, growth);
}

/** One node a block, with the evidence of its frames and what else is told in it. */
function nodesOf({ track, timesS, link, told, lost }: RelativeHeadingInputs): HeadingNode[] {
  const count = timesS.length;
  const blockFrames = Math.max(1, Math.round(BLOCK_S * track.rateHz));
  const nodes: HeadingNode[] = [];
  let nextTold = 0;
  let nextLost = 0;
  for (let from = 0; from < count; ) {
    let end = from + 1;
    while (end < count && end < from + blockFrames && follows(track, end)) end++;
    const measured: MeasuredHeading[] = [];
    const evidence = blockEvidence(link, from, end, track.rateHz);
    if (evidence) measured.push(evidence);
    for (; nextTold < told.length && told[nextTold].frame < end; nextTold++) {
      const { headingRad, sdRad } = told[nextTold];
      measured.push({ headingRad, variance: sdRad ** 2, isDoubtful: false });
    }
    let lostVariance = 0;
    for (; nextLost < lost.length && lost[nextLost] < end; nextLost++) lostVariance = LOST_SD ** 2;
    nodes.push({ timeS: (timesS[from] + timesS[end - 1]) / 2, lostVariance, measured });
    from = end;
  }
  return nodes;
}

function blockEvidence(
  link: LinkSeries,
  from: number,
  end: number,
  rateHz: number,
): MeasuredHeading | null {
  let c = 0;
  let s = 0;
  let power = 0;
  for (let i = from; i < end; i++) {
    c += link.c[i];
    s += link.s[i];
    power += link.power[i];
  }
  const variance = blockVariance(Math.hypot(c, s) / rateHz, power / (end - from));
  return variance === null ? null : { headingRad: Math.atan2(s, c), variance, isDoubtful: true };
}
