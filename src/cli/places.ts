import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { isPlacement, PLACEMENTS, type Placement } from '../model/placement.ts';
import { reasonOf } from '../recording/recordingError.ts';
import { CliError, UsageError } from './cliError.ts';

/** Where each sensor was worn, by its name in lower case; or the file that says so. */
export type Places = ReadonlyMap<string, Placement> | { readonly file: string };

/** `Femur=right_thigh,Tibia=rightShank`, or the name of a JSON file. */
export function places(text: string): Places {
  if (text.endsWith('.json')) return { file: text };
  const entries = text.split(',').map((pair): [string, Placement] => {
    const at = pair.lastIndexOf('=');
    const place = placeIn(pair.slice(at + 1));
    if (at < 1 || place === null) throw new InvalidArgumentError(VALID);
    return [nameKey(pair.slice(0, at)), place];
  });
  return new Map(entries);
}

/** @throws CliError for a file that is not `{ "name": "place", … }` */
export async function placesFrom(given: Places): Promise<ReadonlyMap<string, Placement>> {
  if (!('file' in given)) return given;
  const entries = Object.entries(await objectIn(given.file));
  return new Map(
    entries.map(([name, word]): [string, Placement] => {
      const place = typeof word === 'string' ? placeIn(word) : null;
      if (place === null) throw new CliError(`${given.file}: ${JSON.stringify(name)}: ${VALID}`);
      return [nameKey(name), place];
    }),
  );
}

/**
 * The place of each sensor.
 * @param sensors by the names that it may be called by
 * @throws UsageError where one has no place, two have the same, or a place has no sensor
 */
export function placedSensors(
  sensors: readonly (readonly string[])[],
  given: ReadonlyMap<string, Placement>,
): Placement[] {
  const used = new Set<string>();
  const placements = sensors.map((names) => {
    const key = names.map(nameKey).find((name) => given.has(name));
    const place = key === undefined ? undefined : given.get(key);
    if (key === undefined || place === undefined) {
      throw new UsageError(`nobody says where ${names[0]} was worn; ${VALID}`);
    }
    used.add(key);
    return place;
  });
  const unknown = [...given.keys()].find((name) => !used.has(name));
  if (unknown !== undefined) {
    const names = sensors.map(([name]) => name).join(', ');
    throw new UsageError(`there is no sensor ${unknown}; the files are of ${names}`);
  }
  const twin = placements.find((place, i) => placements.indexOf(place) !== i);
  if (twin === undefined) return placements;
  throw new UsageError(`two sensors are both ${twin}; valid is one sensor per place`);
}

/** `rightShank` and `right_shank` are one. */
function placeIn(word: string): Placement | null {
  const place = word
    .trim()
    .replace(/([a-z])([A-Z])/, '$1_$2')
    .toLowerCase();
  return isPlacement(place) ? place : null;
}

function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

async function objectIn(file: string): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new Error('it is no object');
  } catch (error) {
    throw new CliError(`${file} cannot be read as JSON of places (${reasonOf(error)}): ${VALID}`);
  }
}

const VALID = `valid is a place for each sensor, such as --place Femur=right_thigh,Tibia=right_shank, or a JSON file such as { "Femur": "right_thigh" }; places are ${PLACEMENTS.join(', ')}.`;
