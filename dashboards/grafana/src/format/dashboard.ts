import type { Panel } from './panel.ts';
import type { Annotation, Variable } from './templating.ts';

export interface Link {
  readonly title: string;
  readonly type: 'dashboards' | 'link';
  readonly tags: readonly string[];
  readonly asDropdown: boolean;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
  readonly icon: string;
  readonly targetBlank: boolean;
  readonly tooltip: string;
  readonly url: string;
}

/** What we use of the JSON model of Grafana 11 and 12. */
export interface Dashboard {
  readonly id: null;
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly schemaVersion: number;
  readonly version: number;
  readonly editable: boolean;
  readonly graphTooltip: 0 | 1 | 2;
  readonly timezone: 'browser';
  readonly time: { readonly from: string; readonly to: string };
  readonly refresh: string;
  readonly timepicker: { readonly refresh_intervals: readonly string[] };
  readonly links: readonly Link[];
  readonly annotations: { readonly list: readonly Annotation[] };
  readonly templating: { readonly list: readonly Variable[] };
  readonly panels: readonly Panel[];
}

/** Of Grafana 11.6; later versions raise it as they load. */
export const SCHEMA_VERSION = 41;
