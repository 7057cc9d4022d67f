import { constants, setPriority } from 'node:os';
import { attack } from './attack.ts';
import type { AttackOptions, FromAttack } from './messages.ts';

/* Those who try: a process of their own, which is not to hold up the clients that look. */

// On a network they compute on a machine of their own; here they get what the hub leaves over.
setPriority(constants.priority.PRIORITY_LOW);
const options: AttackOptions = JSON.parse(process.argv[2] ?? '');
process.on('disconnect', () => process.exit());
const tried = await attack(options);
process.send?.({ type: 'tried', ...tried } satisfies FromAttack);
