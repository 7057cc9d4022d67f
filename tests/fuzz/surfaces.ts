import { formulas } from './formulas.ts';
import { messages } from './messages.ts';
import { packets } from './packets.ts';
import { recordings } from './recordings.ts';
import { requests } from './requests.ts';
import { settings } from './settings.ts';
import type { Surface } from './surface.ts';
import { tables } from './tables.ts';

export const SURFACES: readonly Surface[] = [
  packets,
  recordings,
  tables,
  messages,
  requests,
  settings,
  formulas,
];
