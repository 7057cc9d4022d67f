import { signal } from '@preact/signals';
import type { HelloMessage } from '../../../../src/stream/client.ts';
import type { SensorStatus } from '../../../../src/stream/messages.ts';

export type ViewName = 'live' | 'setup';

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

/**
 * The view on screen. It opens by itself and goes from set-up to live once sensors stream;
 * from the first touch on it is the person's choice alone.
 */
export class ViewChoice {
  readonly view = signal<ViewName>('live');
  #opened = false;
  #pinned = false;

  choose(view: ViewName): void {
    this.pin();
    this.view.value = view;
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
}
