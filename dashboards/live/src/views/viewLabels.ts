import type { ViewName } from './viewChoice.ts';

export const VIEW_LABEL: Readonly<Record<ViewName, string>> = {
  live: 'Live',
  setup: 'Set-up',
  calibrate: 'Calibrate',
  record: 'Record',
  library: 'Library',
  trends: 'Trends',
  programme: 'Programme',
  settings: 'Settings',
};

/** `r` starts and stops a recording, so its view has the letter after that can be kept in mind. */
export const VIEW_KEY: Readonly<Record<ViewName, string>> = {
  live: 'l',
  setup: 's',
  calibrate: 'c',
  record: 'o',
  library: 'b',
  trends: 't',
  programme: 'g',
  settings: 'e',
};
