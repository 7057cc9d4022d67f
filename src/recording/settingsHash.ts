import { createHash } from 'node:crypto';
import type { PipelineSettings } from '../model/settings.ts';
import type { Thresholds } from '../model/thresholds.ts';

/**
 * SHA-256, in hex, of the settings as JSON without spaces and with the keys in order. An empty list
 * is left out: recordings from before there was such a list keep their hash.
 */
export function settingsHash(settings: PipelineSettings): string {
  return createHash('sha256').update(canonicalJson(settings)).digest('hex');
}

/** SHA-256 of the thresholds alone, in the same form: what a result cites its bands by. */
export function thresholdsHash(thresholds: Thresholds): string {
  return createHash('sha256').update(canonicalJson(thresholds)).digest('hex');
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined && !isEmptyList(entry))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value);
}
