import { ADVERTISED_SERVICE } from '../../../../protocols/movesense/uuids.ts';
import type { Driver } from '../driver.ts';
import { MovesenseSession } from './session.ts';

/** Its firmware has to be one that offers the GATT SensorData service, which is not advertised. */
export const MOVESENSE: Driver = {
  make: 'Movesense',
  recognises: ({ name, services }) =>
    services.includes(ADVERTISED_SERVICE) || name.startsWith('Movesense '),
  session: (options) => new MovesenseSession(options),
};
