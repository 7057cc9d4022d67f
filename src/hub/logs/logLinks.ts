import type { Logger } from 'pino';
import type { SensorSource } from '../../model/sensorSource.ts';

/**
 * Tells what becomes of the links to sensors: that one streams or was lost at level `info`, each step
 * between at `debug`. Faults of a source are told where they are shown.
 * @returns what ends it
 */
export function logLinks(source: SensorSource, logger: Logger): () => void {
  const ends = [
    source.on('sensorLinked', ({ id }) => logger.info({ sensorId: id }, 'a sensor streams')),
    source.on('sensorLost', (sensorId, reason) =>
      logger.info({ sensorId, reason }, 'the link to a sensor ended'),
    ),
    source.on('linkChanged', ({ address, sensorId, state, reason }) =>
      logger.debug({ address, sensorId: sensorId ?? undefined, state, reason }, 'a link changed'),
    ),
  ];
  return () => {
    for (const end of ends) end();
  };
}
