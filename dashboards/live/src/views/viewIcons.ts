import type { ViewName } from './viewChoice.ts';

/** Line drawings on a field of 24 by 24. */
export const VIEW_ICON: Readonly<Record<ViewName, string>> = {
  live: 'M9 2.5v8l-2 11M15 2.5v8l2 11M2 21.5h20',
  setup: 'M12 5.5m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 8.5v6M7 11h10M12 14.5l-3.5 7M12 14.5l3.5 7',
  calibrate: 'M12 2v9M12 11l-3.5 5L12 22l3.5-5zM3 2h18',
  record: 'M12 12m-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 12m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
  library: 'M4 3v18M9 3v18M13 3.5l6 17',
  trends: 'M3 21h18M4 15l5-5 4 3 7-8',
  programme: 'M3 19h5v-5h5v-5h5v-5h3',
  settings: 'M3 6h10M17 6h4M3 12h3M10 12h11M3 18h12M19 18h2M15 3.5v5M8 9.5v5M17 15.5v5',
};

/** Three lines: what a menu looks like everywhere. */
export const MORE_ICON = 'M4 6h16M4 12h16M4 18h16';
