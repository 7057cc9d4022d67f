import type { SurveyedSensor } from '../../sensors/ble/index.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { plainText } from '../info/plainText.ts';
import type { ScanFlags } from './sensorFlags.ts';
import { batteryText, faultsText, rangesText, sensorCount } from './sensorWords.ts';

type ScanTextFlags = Pick<ScanFlags, 'seconds' | 'quick'>;

/** What a scan found, for a person at a terminal. */
export function scanText(sensors: readonly SurveyedSensor[], flags: ScanTextFlags): string {
  if (sensors.length === 0) return nothingFound(flags);
  const lines = [
    ...alignedTable(flags.quick ? heardRows(sensors) : askedRows(sensors)),
    ...problemLines(sensors),
    '',
    countLine(sensors, flags),
  ];
  return lines.map(plainText).join('\n');
}

function askedRows(sensors: readonly SurveyedSensor[]): string[][] {
  return [
    [
      'name',
      'make',
      'serial',
      'firmware',
      'rate',
      'ranges',
      'battery',
      'signal',
      'address',
      'faults',
    ],
    ...sensors.map(({ identity, ...sensor }) => [
      nameOf(sensor),
      sensor.make,
      identity?.serial ?? '',
      identity?.firmware ?? '',
      identity ? `${identity.rateHz} Hz` : '',
      identity ? rangesText(identity) : '',
      identity ? batteryText(identity.batteryPercent) : '',
      signalText(sensor.rssiDbm),
      sensor.address,
      identity ? faultsText(identity.faults) : '',
    ]),
  ];
}

function heardRows(sensors: readonly SurveyedSensor[]): string[][] {
  return [
    ['name', 'make', 'signal', 'address'],
    ...sensors.map((sensor) => [
      nameOf(sensor),
      sensor.make,
      signalText(sensor.rssiDbm),
      sensor.address,
    ]),
  ];
}

function problemLines(sensors: readonly SurveyedSensor[]): string[] {
  return sensors.flatMap((sensor) =>
    sensor.problem === null ? [] : [`! ${nameOf(sensor)} (${sensor.address}): ${sensor.problem}`],
  );
}

function countLine(sensors: readonly SurveyedSensor[], { quick, seconds }: ScanTextFlags): string {
  const found = `${sensorCount(sensors.length)} found in ${seconds} s`;
  if (quick) return `${found}; without --quick each is asked who it is.`;
  const read = sensors.filter(({ identity }) => identity !== null).length;
  return read === sensors.length ? `${found}.` : `${found}, ${read} of them could be read.`;
}

function nothingFound({ seconds }: ScanTextFlags): string {
  return [
    `No sensor found in ${seconds} s. What to check:`,
    '- Are they switched on? They switch themselves off when nobody links them for 15 minutes.',
    '- Has another hub, phone or computer taken them? A sensor that is linked cannot be seen.',
    '- Are they in range? Bring them within two metres of the adapter.',
    '- Is the adapter in order? "plumbline doctor" looks.',
  ].join('\n');
}

function nameOf({ name }: Pick<SurveyedSensor, 'name'>): string {
  return name || '(no name)';
}

function signalText(rssiDbm: number | null): string {
  return rssiDbm === null ? '' : `${rssiDbm} dBm`;
}
