import type { InfluxConfig } from '../influx/server/config.ts';
import type { Uploader } from '../influx/upload/uploader.ts';
import { plainText } from './info/plainText.ts';

const EVERY_MS = 1000;
/** Where a hub that ends waits for what it recorded last. */
const DRAIN_MS = 1200;

/** Says at a terminal where an upload goes, and each time that something is wrong with it or right again. */
export class UploadTeller {
  readonly #uploader: Uploader;
  readonly #config: InfluxConfig | null;
  #told: string | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(uploader: Uploader, config: InfluxConfig | null) {
    this.#uploader = uploader;
    this.#config = config;
  }

  start(): void {
    if (this.#config === null) return;
    const { host, bucket } = this.#config;
    console.log(plainText(`Uploading to InfluxDB at ${host}, bucket "${bucket}".`));
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Gives the database a moment to take the rest, and says where it has not. */
  async finish(): Promise<void> {
    if (await this.#uploader.drain(DRAIN_MS)) return;
    console.error(
      '! The end of it is not in the database yet: the next start brings it there, or "plumbline upload".',
    );
  }

  #look(): void {
    const { lastError } = this.#uploader.state;
    if (lastError === this.#told) return;
    if (lastError === null) console.error('The database takes data again.');
    else console.error(plainText(`! ${lastError}`));
    this.#told = lastError;
  }
}
