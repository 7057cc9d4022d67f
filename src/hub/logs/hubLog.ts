import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { type LogLevels, levelOfPart } from './logLevels.ts';
import { isLogPart } from './logParts.ts';
import { Repeats } from './repeats.ts';

/** Fields that may hold a secret, at the top and one level down. */
const SECRET_FIELDS = ['token', 'password', 'authorization', 'cookie', 'secret'];
const WARN = 40;

export interface HubLog {
  /** Each part makes its own of it: `partLogger`. */
  readonly logger: Logger;
  /** Tells how often went wrong what was told once. */
  finish(): void;
}

/**
 * The one place that makes the hub's log: JSON lines with `level`, `time` (UTC), `part`, `msg`, and `err`
 * with its causes. A warning or an error that comes again within a minute is counted, not written.
 * @param to where whole lines go
 */
export function createHubLog(
  levels: LogLevels,
  to: DestinationStream,
  nowMs: () => number = () => performance.now(),
): HubLog {
  const repeats = new Repeats(nowMs);
  const logger = pino(
    {
      level: levels.rest,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: withCauses },
      redact: {
        paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: 'hidden',
      },
      hooks: {
        logMethod(args, method, level) {
          if (level < WARN) return method.apply(this, args);
          const [first, message] = args;
          const fields = typeof first === 'object' ? (first as object) : {};
          const said = typeof first === 'string' ? first : (message ?? '');
          const { part } = this.bindings();
          const untold = repeats.note(`${part} ${level} ${said} ${causeOf(fields)}`, (count) =>
            method.apply(this, [{ repeated: count }, said]),
          );
          if (untold === null) return;
          const counted = untold === 0 ? fields : { ...fields, repeated: untold };
          method.apply(this, [counted, said]);
        },
      },
      onChild: (child) => {
        const part: unknown = child.bindings().part;
        if (typeof part === 'string' && isLogPart(part)) child.level = levelOfPart(levels, part);
      },
    },
    to,
  );
  return { logger, finish: () => repeats.finish() };
}

/** Of which sensor it is, and of what it came. */
function causeOf(fields: object): string {
  const error: unknown = Reflect.get(fields, 'err');
  const cause = error instanceof Error ? error.message : '';
  return `${Reflect.get(fields, 'sensorId') ?? ''} ${cause}`;
}

function withCauses(error: Error): unknown {
  return stdSerializers.errWithCause(error);
}
