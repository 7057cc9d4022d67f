import type { ClockExchange } from '../../model/sensor.ts';

/** What a hub hears of one sensor, at a time on its clock, integer µs. */
export type LinkDelivery =
  | { readonly type: 'linked'; readonly atUs: number }
  | { readonly type: 'lost'; readonly atUs: number }
  | SamplesDelivery
  | { readonly type: 'exchange'; readonly atUs: number; readonly exchange: ClockExchange };

export interface SamplesDelivery {
  readonly type: 'samples';
  readonly atUs: number;
  readonly firstIndex: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}
