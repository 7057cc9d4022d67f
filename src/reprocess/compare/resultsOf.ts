import type { PipelineEvent } from '../../model/events.ts';
import type { ResultKind, ResultPlace } from './comparison.ts';

/** What an event says that the person did, or nearly did. */
export interface Result extends ResultPlace {
  readonly kind: ResultKind;
  readonly isRejected: boolean;
  /** All that is known of it. */
  readonly content: object;
}

/** null for an event that is about something else. */
export function resultOf(event: PipelineEvent): Result | null {
  switch (event.type) {
    case 'rep': {
      const { startUs, endUs, number } = event.rep;
      return found('rep', startUs, endUs, null, number, event.rep);
    }
    case 'landing': {
      const { initialContactUs, endUs, number } = event.landing;
      return found('landing', initialContactUs, endUs, null, number, event.landing);
    }
    case 'stride': {
      const { initialContactUs, nextContactUs, side, number } = event.stride;
      return found('stride', initialContactUs, nextContactUs, side, number, event.stride);
    }
    case 'hold': {
      const { startUs, endUs, side, number } = event.hold;
      return found('hold', startUs, endUs, side, number, event.hold);
    }
    case 'repRejected':
      return rejected('rep', { ...event.rejection, side: null }, event.rejection);
    case 'strideRejected':
      return rejected('stride', event.rejection, event.rejection);
    case 'holdRejected':
      return rejected('hold', event.rejection, event.rejection);
    default:
      return null;
  }
}

function found(
  kind: ResultKind,
  startUs: number,
  endUs: number,
  side: Result['side'],
  number: number,
  content: object,
): Result {
  return { kind, isRejected: false, startUs, endUs, side, number, reason: null, content };
}

function rejected(
  kind: ResultKind,
  {
    startUs,
    endUs,
    side,
    reason,
  }: Pick<ResultPlace, 'startUs' | 'endUs' | 'side'> & { readonly reason: string },
  content: object,
): Result {
  return { kind, isRejected: true, startUs, endUs, side, number: null, reason, content };
}
