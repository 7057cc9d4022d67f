/** One two-way exchange of times: the hub asks, the sensor answers. */
export interface SyncExchange {
  /** On the hub's clock, µs: before the request was written, when the answer had arrived. */
  readonly askedUs: number;
  readonly heardUs: number;
  /** On the sensor's clock, µs modulo 2³²: the request came in, the answer went out. */
  readonly receivedUs: number;
  readonly answeredUs: number;
}

export interface ClockOffset {
  /** Hub time of the sensor's clock reading `receivedUs`, µs. */
  readonly receivedAtUs: number;
  /** Time the two messages spent on their way, µs; `receivedAtUs` is right within half of it. */
  readonly roundTripUs: number;
}

const TWO_32 = 2 ** 32;

/**
 * What one exchange tells of a sensor's clock, as in the Network Time Protocol (RFC 5905, §8):
 * both ways are taken to last equally long. Of several exchanges the shortest round trip is best.
 * @returns null when the sensor claims to have held the answer longer than the hub waited for it
 */
export function syncOffset(exchange: SyncExchange): ClockOffset | null {
  const { askedUs, heardUs, receivedUs, answeredUs } = exchange;
  const heldUs = (answeredUs - receivedUs + TWO_32) % TWO_32;
  const roundTripUs = heardUs - askedUs - heldUs;
  if (roundTripUs < 0) return null;
  return { receivedAtUs: askedUs + roundTripUs / 2, roundTripUs };
}
