import { ATT_REQUEST } from '../../../src/simulator/radio/att.ts';
import type { VirtualRadio } from '../../../src/simulator/radio/createVirtualRadio.ts';
import type { InjectedFault } from '../../../src/simulator/radio/faultList.ts';
import { COMMAND, PACKET, STATUS } from '../../../src/simulator/radio/hci.ts';
import type { Random } from '../../../src/simulator/random.ts';

const REQUESTS = Object.values(ATT_REQUEST);
const REFUSABLE = [COMMAND.leSetScanEnable, COMMAND.leCreateConnection, COMMAND.disconnect];
const ATT_ERRORS = 0x11;
const SHORTEST = 1;
const LONGEST = 7;

/** One thing that goes wrong, of every kind the virtual air knows. */
export function misfortune(
  { sensors, controller }: VirtualRadio,
  random: Random,
  pending: InjectedFault[],
): string {
  const below = (count: number) => Math.floor(random.uniform(0, count));
  const request = () => REQUESTS[below(REQUESTS.length)]!;
  const sensor = sensors[below(sensors.length)]!;
  switch (below(9)) {
    case 0:
      sensor.dropLink();
      return 'drop';
    case 1:
      sensor.setInRange(below(2) === 0);
      return 'range';
    case 2:
      pending.push(sensor.faults.add({ opcode: request(), answer: 'silence', times: 1 }));
      return 'no answer';
    case 3: {
      const answer = 1 + below(ATT_ERRORS);
      pending.push(sensor.faults.add({ opcode: request(), answer, times: 1 }));
      return 'error';
    }
    case 4: {
      const opcode = REFUSABLE[below(REFUSABLE.length)]!;
      pending.push(controller.faults.add({ opcode, answer: STATUS.commandDisallowed, times: 1 }));
      return 'refusal';
    }
    case 5: {
      const opcode = COMMAND.leCancelConnection;
      pending.push(controller.faults.add({ opcode, answer: 'silence', times: 1 }));
      return 'no cancel';
    }
    case 6: {
      const length = SHORTEST + below(LONGEST);
      const noise = Array.from({ length }, () => below(256));
      controller.inject(Buffer.from([below(2) === 0 ? PACKET.event : PACKET.acl, ...noise]));
      return 'noise';
    }
    case 7:
      controller.setPowered(below(2) === 0);
      return 'power';
    default:
      controller.setPlugged(below(2) === 0);
      return 'plug';
  }
}

/** Takes back all that went wrong and can be taken back; the hub has to do the rest. */
export function mend({ sensors, controller }: VirtualRadio, pending: InjectedFault[]): void {
  for (const fault of pending.splice(0)) fault.remove();
  for (const sensor of sensors) sensor.setInRange(true);
  controller.setPlugged(true);
  controller.setPowered(true);
}
