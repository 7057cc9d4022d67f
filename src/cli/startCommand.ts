import { Command, InvalidArgumentError, Option } from 'commander';
import { LOOPBACK } from '../hub/loopback.ts';
import { ANONYMOUS } from '../model/pseudonym.ts';
import { CONDITIONS } from '../simulator/radio/radioConditions.ts';
import { bleStackOption } from './bleStackOption.ts';
import { logOption } from './logOption.ts';
import { makesOption } from './makesOption.ts';
import {
  angleListBetween,
  numberBetween,
  pseudonym,
  shortText,
  wholeNumberBetween,
} from './options.ts';
import type { StartFlags } from './startFlags.ts';

const BODY_FLAGS = ['height', 'toeOut'] as const;

const NAME = /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i;

function eachName(text: string, before: readonly string[]): string[] {
  if (!NAME.test(text)) {
    throw new InvalidArgumentError(
      'valid is a name without scheme and port, such as lab-hub.local.',
    );
  }
  return [...before, text];
}

export function startCommand(): Command {
  return (
    new Command('start')
      .description('start the hub: sensors in, dashboard out')
      .option(
        '--port <n>',
        'port of dashboard and stream; 0 takes any',
        wholeNumberBetween(0, 65535),
        8040,
      )
      .option(
        '--host <address>',
        'address to listen on; the default keeps it to this machine, any other needs a token',
        LOOPBACK,
      )
      .addOption(
        new Option(
          '--lan',
          'for phones and other computers in this network too, which come in by a printed link',
        ).conflicts('host'),
      )
      .option(
        '--allow-host <name>',
        'a name by which others reach it, such as lab-hub.local; can be given again',
        eachName,
        [],
      )
      .option('--tls-cert <file>', 'encrypt connections by this certificate, PEM; with --tls-key')
      .option('--tls-key <file>', 'the key of that certificate, PEM')
      .addOption(
        new Option(
          '--tls-self-signed',
          "encrypt connections by a certificate of the hub's own, of which browsers warn",
        ).conflicts(['tlsCert', 'tlsKey']),
      )
      .option('--no-qr', 'no QR code of the link')
      .option('--recordings <folder>', 'where sessions are recorded', 'recordings')
      .option('--replay <file>', 'show a recording instead of sensors')
      .addOption(
        new Option(
          '--virtual-sensors',
          'four simulated sensors over a virtual radio, no hardware',
        ).conflicts('replay'),
      )
      .addOption(
        new Option(
          '--air-socket <path>',
          'simulated sensors of another process, whose adapter speaks HCI (H4) on this local socket',
        ).conflicts(['replay', 'virtualSensors']),
      )
      .addOption(makesOption())
      .addOption(
        new Option(
          '--air <conditions>',
          'what the virtual radio does to packets: ideal; nominal, as in a room; rough, as in a crowded hall',
        )
          .choices(Object.keys(CONDITIONS))
          .default('ideal'),
      )
      .addOption(bleStackOption())
      .option(
        '--fppa <degrees>',
        'what the simulated squats show, taken in turn',
        angleListBetween(-25, 35),
        [0, 8, 24, 0, 28],
      )
      .option(
        '--seed <n>',
        'of the simulated person and the virtual radio',
        wholeNumberBetween(0, 2 ** 31 - 1),
        1,
      )
      .option('--subject <pseudonym>', 'who wears the sensors; never a name', pseudonym, ANONYMOUS)
      .option('--protocol <name>', 'what is done, for lists', shortText, 'squat')
      .option('--notes <text>', 'kept in the recording; more can be said later', '')
      .option(
        '--height <metres>',
        "the person's height, for centimetres at the knee",
        numberBetween(1.2, 2.2),
        1.75,
      )
      .option(
        '--toe-out <degrees>',
        'outward turn of the feet in the squat stance',
        numberBetween(-20, 40),
        7,
      )
      .addOption(
        new Option(
          '--settings <file>',
          'JSON with settings and custom measures, as "plumbline process --help" shows; goes before other options',
        ).conflicts('replay'),
      )
      .option('--no-vibration', 'cues are not felt on the limb, where its sensor has a motor')
      .addOption(logOption())
      .addHelpText(
        'after',
        `
Without a Bluetooth adapter it replays the bundled sample, which is simulated data.
Uploading to InfluxDB is on when INFLUX_HOST and INFLUX_BUCKET are set
(INFLUX_ORG; the token by INFLUX_TOKEN or INFLUX_TOKEN_FILE; INFLUX_HUB, INFLUX_BODY_RATE_HZ,
INFLUX_SAMPLES, INFLUX_CA_FILE: docs/influxdb.md).

Examples:
  $ plumbline start --subject P-7F3K --height 1.68
  $ plumbline start --lan
  $ plumbline start --lan --tls-self-signed
  $ plumbline start --virtual-sensors --fppa 0,0,18
  $ plumbline start --virtual-sensors --air rough
  $ plumbline start --virtual-sensors --makes dot,movesense,witmotion,metamotion
  $ plumbline start --log warn,radio=debug
  $ plumbline start --replay recordings/samples/squats.mcap --port 9000`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: Omit<StartFlags, 'said'>, command: Command) => {
        const said = BODY_FLAGS.filter((name) => command.getOptionValueSource(name) === 'cli');
        await (await import('./startHub.ts')).startHub({ ...flags, said });
      })
  );
}
