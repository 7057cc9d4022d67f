import type { PageArrivals } from './pageWatch.ts';

/**
 * From the pose a cue answers to its arrival in the page, ms, one per cue. Both clocks are the
 * machine's: the hub anchors its own to it once, to the millisecond. Where the heartbeats prove
 * the page's clock behind the hub's, that much is added; it is never taken off.
 * @param lagUs by how much the pose in a frame is older than the frame's time
 */
export function poseToPageMs({ cues, clockLeadUs }: PageArrivals, lagUs: number): number[] {
  const behindUs = Math.max(0, -clockLeadUs);
  return cues.map(({ timeUs, atUs }) => (atUs - timeUs + lagUs + behindUs) / 1000);
}

/** From a cue's arrival in the page to its words standing in the document, ms. */
export function pageToWordsMs({ cues, shownUs }: PageArrivals): number[] {
  return shownUs.map((shown) => {
    const arrived = cues.filter(({ atUs }) => atUs <= shown).at(-1);
    if (!arrived) throw new Error('the page showed a cue before one reached it');
    return (shown - arrived.atUs) / 1000;
  });
}

/** The smallest value that at least `share` of them do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
