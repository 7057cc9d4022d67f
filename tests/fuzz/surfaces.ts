import { formulas } from './formulas.ts';
import { packets } from './packets.ts';
import { recordings } from './recordings.ts';
import { settings } from './settings.ts';
import type { Surface } from './surface.ts';
import { tables } from './tables.ts';

export const SURFACES: readonly Surface[] = [packets, recordings, tables, settings, formulas];
