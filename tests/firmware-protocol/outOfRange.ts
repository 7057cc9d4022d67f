import type {
  ControlRequest,
  ControlResponse,
  Info,
  StreamPacket,
} from '../../firmware-protocol/index.ts';

/**
 * Values with one field that no message may hold, made from the valid one given; null where that has
 * no such field. Both encoders must refuse them alike.
 */
type Spoil<T> = (value: T) => T | null;

export const SPOILED_INFOS: readonly Spoil<Info>[] = [
  ...[0, 59, 401, 0xffff].map(
    (rateHz): Spoil<Info> =>
      (info) => ({ ...info, rateHz }),
  ),
  (info) => ({ ...info, accelerationRangeG: 0 }),
  (info) => ({ ...info, angularRateRangeDps: 0 }),
  ...[0, -0, -1, Number.POSITIVE_INFINITY, Number.NaN].flatMap((scale): Spoil<Info>[] => [
    (info) => ({ ...info, accelerationScaleMps2: scale }),
    (info) => ({ ...info, angularRateScaleRadps: scale }),
    (info) => ({ ...info, magneticScaleUt: scale, capabilities: 1 }),
  ]),
  ...[-1, Number.POSITIVE_INFINITY, Number.NaN].map(
    (magneticScaleUt): Spoil<Info> =>
      (info) => ({ ...info, magneticScaleUt, capabilities: 0 }),
  ),
  ...['', 'A'.repeat(33), '.A', 'A/', 'A B'].flatMap((text): Spoil<Info>[] => [
    (info) => ({ ...info, serial: text }),
    (info) => ({ ...info, firmware: text }),
  ]),
];

const ALL = { rateHz: 100, accelerationRangeG: 16, angularRateRangeDps: 2000, magnetometer: false };

export const SPOILED_REQUESTS: readonly Spoil<ControlRequest>[] = [
  ...[
    { rateHz: 0 },
    { rateHz: 59 },
    { rateHz: 401 },
    { accelerationRangeG: 0 },
    { angularRateRangeDps: 0 },
  ].map(
    (field): Spoil<ControlRequest> =>
      ({ tag }) => ({ tag, command: { kind: 'configure', ...ALL, ...field } }),
  ),
  ...[0, 31, 255].map(
    (durationS): Spoil<ControlRequest> =>
      ({ tag }) => ({ tag, command: { kind: 'identify', durationS } }),
  ),
  ...[0, 101, 255].map(
    (strengthPercent): Spoil<ControlRequest> =>
      ({ tag }) => ({ tag, command: { kind: 'cue', pattern: 'long', strengthPercent } }),
  ),
  ({ tag }) => ({ tag, command: { kind: 'resend', firstIndex: 0, count: 0 } }),
];

export const SPOILED_RESPONSES: readonly Spoil<ControlResponse>[] = [
  ...[101, 254].map(
    (batteryPercent): Spoil<ControlResponse> =>
      ({ answer, ...head }) =>
        answer?.kind === 'status' ? { ...head, answer: { ...answer, batteryPercent } } : null,
  ),
  ({ answer, ...head }) =>
    answer?.kind === 'resend' ? { ...head, answer: { ...answer, count: 0 } } : null,
  ...[0, 10, 255].map(
    (opcode): Spoil<ControlResponse> =>
      (response) =>
        response.status === 'ok' && response.answer === null ? { ...response, opcode } : null,
  ),
];

export const SPOILED_STREAMS: readonly Spoil<StreamPacket>[] = [
  ...[2, 4, 8].map(
    (flag): Spoil<StreamPacket> =>
      (packet) => ({ ...packet, flags: packet.flags | flag }),
  ),
  (packet) => ({ ...packet, counts: new Int16Array(), magneticCounts: new Int16Array() }),
  (packet) => ({
    ...packet,
    flags: 1,
    counts: new Int16Array(28 * 6),
    magneticCounts: new Int16Array(28 * 3),
  }),
];
