import { batch, signal } from '@preact/signals';
import type { HelloMessage } from '../../../../src/stream/client.ts';
import type { SensorStatus } from '../../../../src/stream/messages.ts';

/** Of the session that goes on, and of what was recorded. */
export const SESSION_VIEWS = ['live', 'setup', 'calibrate', 'record'] as const;
export const RECORDED_VIEWS = ['library', 'trends', 'programme', 'settings'] as const;
export const VIEW_NAMES = [...SESSION_VIEWS, ...RECORDED_VIEWS] as const;
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

/** A view, and what of it: `#library/ID/reps` is the library with the path `[ID, reps]`. */
export interface Place {
  readonly view: ViewName;
  readonly path: readonly string[];
}

/** The place that an address ends in, as `#record`; null where it names no view. */
export function placeOfHash(hash: string): Place | null {
  const [name, ...path] = hash.replace(/^#/, '').split('/').map(decoded);
  const view = VIEW_NAMES.find((each) => each === name);
  return view === undefined ? null : { view, path: path.filter((part) => part !== '') };
}

/** What `placeOfHash` reads again. */
export function hashOf({ view, path }: Place): string {
  return `#${[view, ...path].map(encodeURIComponent).join('/')}`;
}

/** An address that somebody cut off in a `%` is no reason to show nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * The view on screen. It opens by itself and goes from set-up to live once sensors stream;
 * from the first touch on, and where the address names a view, it is the person's choice alone.
 */
export class ViewChoice {
  readonly view = signal<ViewName>('live');
  /** What of the view, as its address says; empty in most. */
  readonly path = signal<readonly string[]>([]);
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

  choose(view: ViewName, path: readonly string[] = []): void {
    this.pin();
    this.#show({ view, path });
    // A view that opened by itself stands in no address, and choosing it again adds no step back.
    const hash = hashOf({ view, path });
    if (location.hash !== hash) location.hash = hash;
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
    const named = placeOfHash(location.hash);
    if (named === null) return;
    this.pin();
    this.#show(named);
  };

  #show({ view, path }: Place): void {
    const from = { view: this.view.peek(), path: this.path.peek() };
    // How far one had scrolled belongs to the place that is left.
    if (hashOf(from) !== hashOf({ view, path })) scrollTo(0, 0);
    batch(() => {
      this.view.value = view;
      this.path.value = path;
    });
  }
}

/** What every view of recorded work is given: what of it is asked for, and how to go elsewhere. */
export interface RecordedViewProps {
  readonly choice: ViewChoice;
}
