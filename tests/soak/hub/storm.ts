import type { VirtualSensor } from '../../../src/simulator/radio/virtualSensor.ts';
import { Random } from '../../../src/simulator/random.ts';

const SHORTEST_PAUSE_S = 4;
const LONGEST_PAUSE_S = 12;
const SHORTEST_AWAY_S = 0.2;
const LONGEST_AWAY_S = 6;

/** Links that are cut at random: a sensor leaves for a while, or hangs up and can be found at once. */
export class Storm {
  readonly #sensors: readonly VirtualSensor[];
  readonly #random: Random;
  #timer: NodeJS.Timeout | undefined;
  #cuts = 0;

  constructor(sensors: readonly VirtualSensor[], seed: number) {
    this.#sensors = sensors;
    this.#random = new Random(seed, 'storm');
  }

  get cuts(): number {
    return this.#cuts;
  }

  /** Off, every sensor is in range again. */
  set(on: boolean): void {
    clearTimeout(this.#timer);
    for (const sensor of this.#sensors) sensor.setInRange(true);
    if (on) this.#next();
  }

  #next(): void {
    const pauseS = this.#random.uniform(SHORTEST_PAUSE_S, LONGEST_PAUSE_S);
    this.#timer = setTimeout(() => this.#strike(), pauseS * 1000);
  }

  #strike(): void {
    const sensor = this.#sensors[Math.floor(this.#random.uniform(0, this.#sensors.length))];
    if (!sensor) return;
    this.#cuts++;
    if (this.#random.uniform(0, 1) < 0.3) {
      sensor.dropLink();
      this.#next();
      return;
    }
    sensor.setInRange(false);
    const awayS = this.#random.uniform(SHORTEST_AWAY_S, LONGEST_AWAY_S);
    this.#timer = setTimeout(() => {
      sensor.setInRange(true);
      this.#next();
    }, awayS * 1000);
  }
}
