import type { PageArrivals } from './pageWatch.ts';

/**
 * From the pose a cue answers to its arrival in the page, ms, one per cue. Both clocks are the
 * machine's: the hub anchors its own to it once, to the millisecond. Where the heartbeats prove
 * the page's clock behind the hub's, that much is added; neither that nor a lead is taken off.
 * @param lagUs by how much the pose in a frame is older than the frame's time, negative if newer
 */
export function poseToPageMs({ cues, clockLeadUs }: PageArrivals, lagUs: number): number[] {
  const addedUs = Math.max(0, lagUs) + Math.max(0, -clockLeadUs);
  return cues.map(({ timeUs, atUs }) => (atUs - timeUs + addedUs) / 1000);
}

/** From a cue's arrival in the page to its words standing in the document, ms. */
export function pageToWordsMs({ cues, shownUs }: PageArrivals): number[] {
  return shownUs.map((shown) => {
    const arrived = cues.filter(({ atUs }) => atUs <= shown).at(-1);
    if (!arrived) throw new Error('the page showed a cue before one reached it');
    return (shown - arrived.atUs) / 1000;
  });
}
