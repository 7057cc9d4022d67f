import type { Logger } from 'pino';
import type { InfluxConfig } from '../influx/server/config.ts';
import type { Uploader } from '../influx/upload/uploader.ts';
import { plainText } from './info/plainText.ts';

const EVERY_MS = 1000;
/** Where a hub that ends waits for what it recorded last. */
const DRAIN_MS = 1200;

export interface UploadWords {
  /** Of the part `upload`. */
  readonly logger: Logger;
  /** False in a service, where the log alone tells what is wrong. */
  readonly inSentences: boolean;
}

/** Says where an upload goes, and each time that something is wrong with it or right again. */
export class UploadTeller {
  readonly #uploader: Uploader;
  readonly #config: InfluxConfig | null;
  readonly #words: UploadWords;
  #told: string | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(uploader: Uploader, config: InfluxConfig | null, words: UploadWords) {
    this.#uploader = uploader;
    this.#config = config;
    this.#words = words;
  }

  start(): void {
    if (this.#config === null) return;
    const { host, bucket, hub } = this.#config;
    this.#words.logger.info({ host, bucket, hub }, 'recordings are uploaded');
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
    this.#warn(
      'The end of it is not in the database yet: the next start brings it there, or "plumbline upload".',
    );
  }

  #look(): void {
    const { lastError } = this.#uploader.state;
    if (lastError === this.#told) return;
    if (lastError !== null) this.#warn(lastError);
    else {
      const { logger, inSentences } = this.#words;
      logger.info('the database takes data again');
      if (inSentences) console.error('The database takes data again.');
    }
    this.#told = lastError;
  }

  #warn(sentence: string): void {
    const { logger, inSentences } = this.#words;
    logger.warn(sentence);
    if (inSentences) console.error(plainText(`! ${sentence}`));
  }
}
