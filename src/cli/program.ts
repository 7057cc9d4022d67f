import { Command, Option } from 'commander';
import { accessCommand } from './accessCommand.ts';
import { assessCommand } from './assessCommand.ts';
import { deleteCommand } from './catalogue/deleteCommand.ts';
import { editCommand, noteCommand, tagCommand } from './catalogue/editCommands.ts';
import { listCommand } from './catalogue/listCommand.ts';
import { retentionCommand } from './catalogue/retentionCommand.ts';
import { compareCommand } from './compareCommand.ts';
import { configureCommand } from './configureCommand.ts';
import { doctorCommand } from './doctorCommand.ts';
import { exportCommand } from './exportCommand.ts';
import { identifyCommand } from './identifyCommand.ts';
import { importCommand } from './importCommand.ts';
import { influxCommand } from './influx/influxCommand.ts';
import { uploadCommand } from './influx/uploadCommand.ts';
import { infoCommand } from './infoCommand.ts';
import { orientCommand } from './orientCommand.ts';
import { powerOffCommand } from './powerOffCommand.ts';
import { processCommand } from './processCommand.ts';
import { programmeCommand } from './programmeCommand.ts';
import { SOFTWARE } from './projectFolder.ts';
import { recoverCommand } from './recoverCommand.ts';
import { repeatabilityCommand } from './repeatabilityCommand.ts';
import { reportCommand } from './reportCommand.ts';
import { scanCommand } from './scanCommand.ts';
import { simulateCommand } from './simulate/simulateCommand.ts';
import { startCommand } from './startCommand.ts';
import { syncCommand } from './syncCommand.ts';
import { trendCommand } from './trendCommand.ts';
import { UNDER_HUB } from './underHub.ts';
import { verifyCommand } from './verifyCommand.ts';

/** Every command with its help; nothing runs until it is parsed. */
export function plumblineProgram(): Command {
  return new Command('plumbline')
    .description('What knees and ankles do, from inertial sensors on shank and thigh.')
    .version(SOFTWARE)
    .addOption(new Option(UNDER_HUB, 'as a job of a hub').hideHelp())
    .addCommand(startCommand())
    .addCommand(accessCommand())
    .addCommand(doctorCommand())
    .addCommand(scanCommand())
    .addCommand(identifyCommand())
    .addCommand(configureCommand())
    .addCommand(powerOffCommand())
    .addCommand(syncCommand())
    .addCommand(simulateCommand())
    .addCommand(importCommand())
    .addCommand(processCommand())
    .addCommand(verifyCommand())
    .addCommand(compareCommand())
    .addCommand(exportCommand())
    .addCommand(infoCommand())
    .addCommand(recoverCommand())
    .addCommand(reportCommand())
    .addCommand(orientCommand())
    .addCommand(repeatabilityCommand())
    .addCommand(assessCommand())
    .addCommand(programmeCommand())
    .addCommand(trendCommand())
    .addCommand(listCommand())
    .addCommand(editCommand())
    .addCommand(tagCommand())
    .addCommand(noteCommand())
    .addCommand(deleteCommand())
    .addCommand(retentionCommand())
    .addCommand(uploadCommand())
    .addCommand(influxCommand())
    .addHelpText(
      'after',
      `
Examples:
  $ plumbline start                      open http://127.0.0.1:8040 and go
  $ plumbline start --virtual-sensors    four simulated sensors over a virtual radio
  $ plumbline start --replay FILE.mcap   look at a recording
  $ plumbline scan                       which sensors are in range
  $ plumbline doctor                     what this computer lacks
  $ plumbline simulate squat --reps 10 --fppa 12 -o squats.mcap
  $ plumbline import jumps.csv.gz --side left -o jumps.mcap
  $ plumbline process jumps.mcap -o angles.mcap
  $ plumbline export angles.mcap -o angles
  $ plumbline report angles.mcap
  $ plumbline assess show overheadSquat

It ends with code 0 when done, 1 when it failed, and 2 for words it does not know or none.

Training aid. It does not diagnose, treat or predict injury.`,
    );
}
