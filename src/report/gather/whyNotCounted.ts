import type { Side } from '../../model/placement.ts';
import type { QualityWord } from '../../model/quality.ts';
import { QUALITY_TEXT } from '../../model/qualityText.ts';

/** `right leg: heading unsure`. */
export function whyNotCounted(
  legs: readonly { readonly side: Side; readonly quality: QualityWord }[],
): string {
  const reasons = legs.flatMap(({ side, quality }) =>
    quality === 'ok' ? [] : [`${side} leg: ${QUALITY_TEXT[quality]}`],
  );
  return reasons.join('; ') || 'the data do not allow it';
}
