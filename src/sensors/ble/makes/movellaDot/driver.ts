import { COMPANY_ID } from '../../../../protocols/movellaDot/uuids.ts';
import type { Driver } from '../driver.ts';
import { MovellaDotSession } from './session.ts';

const NAMES = ['Movella DOT', 'Xsens DOT'];

/** Its service is not advertised; people name their sensors, and then the company tells. */
export const MOVELLA_DOT: Driver = {
  make: 'Movella DOT',
  recognises: ({ name, companyId }) => companyId === COMPANY_ID || NAMES.includes(name),
  session: (options) => new MovellaDotSession(options),
};
