import { signal } from '@preact/signals';
import type { HelloMessage } from '../../../../src/stream/client.ts';
import type { SensorStatus } from '../../../../src/stream/messages.ts';

export const VIEW_NAMES = ['live', 'setup', 'calibrate', 'record'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

/** Which view to open with: a live hub without a streaming sensor needs setting up first. */
export function openingView(
  hello: Pick<HelloMessage, 'mode'>,
  sensors: readonly Pick<SensorStatus, 'link'>[],
): ViewName {
  return hello.mode === 'live' && !anyStreaming(sensors) ? 'setup' : 'live';
}

function anyStreaming(sensors: readonly Pick<SensorStatus, 'link'>[]): boolean {
  return sensors.some((sensor) => sensor.link === 'streaming');
}

/** The view that an address ends in, as `#record`; null where it names none. */
export function viewOfHash(hash: string): ViewName | null {
  return VIEW_NAMES.find((name) => hash === `#${name}`) ?? null;
}

/**
 * The view on screen. It opens by itself and goes from set-up to live once sensors stream;
 * from the first touch on, and where the address names a view, it is the person's choice alone.
 */
export class ViewChoice {
  readonly view = signal<ViewName>('live');
  #opened = false;
  #pinned = false;

  /** Follows the address, so that back, forward and reload do what they do elsewhere. */
  start(): void {
    addEventListener('hashchange', this.#follow);
    this.#follow();
  }

  stop(): void {
    removeEventListener('hashchange', this.#follow);
  }

  choose(view: ViewName): void {
    this.pin();
    this.view.value = view;
    // A view that opened by itself stands in no address, and choosing it again adds no step back.
    if (viewOfHash(location.hash) !== view) location.hash = view;
  }

  /** Whether a person chose this view, or is at work in it. */
  get isPinned(): boolean {
    return this.#pinned;
  }

  /** Stay here: the person is at work in this view. */
  pin(): void {
    this.#pinned = true;
  }

  update(
    hello: Pick<HelloMessage, 'mode'> | null,
    sensors: readonly Pick<SensorStatus, 'link'>[],
  ): void {
    if (!hello || this.#pinned) return;
    if (!this.#opened) {
      this.#opened = true;
      this.view.value = openingView(hello, sensors);
    } else if (anyStreaming(sensors)) {
      this.view.value = 'live';
    }
  }

  readonly #follow = (): void => {
    const named = viewOfHash(location.hash);
    if (named === null) return;
    this.pin();
    this.view.value = named;
  };
}
