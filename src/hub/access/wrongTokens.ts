import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { PerMinute } from '../limits/perMinute.ts';
import { type Refusal, tooMany } from './refusal.ts';

/**
 * What becomes of tokens that are none of this hub. A page that was left open with an old one asks with
 * it again and again: that is written down, and keeps nobody at its address from coming in.
 */
export class WrongTokens {
  readonly #offered: PerMinute;
  readonly #written = new PerMinute(1);
  readonly #logger: Logger;

  /** @param logger no token ever comes into it */
  constructor(tokensPerMinute: number, logger: Logger) {
    this.#offered = new PerMinute(tokensPerMinute);
    this.#logger = logger;
  }

  /** Writes once a minute of an address that it brought some. */
  async note({ socket }: IncomingMessage): Promise<void> {
    const from = socket.remoteAddress ?? '';
    const { done } = await this.#written.count(from);
    if (done === 1) this.#logger.warn({ from }, 'a token was none of this hub');
  }

  /** One that was typed or scanned to come in. Whoever has guessed too often is told so; null before. */
  async noteOffered(request: IncomingMessage): Promise<Refusal | null> {
    await this.note(request);
    const { done, anewInS } = await this.#offered.count(request.socket.remoteAddress ?? '');
    const { most } = this.#offered;
    return done > most ? tooMany(`More than ${most} wrong tokens`, anewInS) : null;
  }
}
