import type { Side } from '../../../model/placement.ts';
import { curvesOf, PANELS } from './panels.ts';

/** A layout to load into PlotJuggler: the plots one above the other, time from the start. */
export function plotJugglerLayout(sides: readonly Side[]): string {
  const share = (1 / PANELS.length).toFixed(6);
  const areas = PANELS.map((panel) => {
    const curves = curvesOf(panel, sides).map(
      ({ field, colour }) => `       <curve name="/body/${field}" color="${colour}"/>`,
    );
    return [
      `     <DockArea name="${panel.title}">`,
      '      <plot mode="TimeSeries" style="Lines" flip_x="false" flip_y="false">',
      ...curves,
      '      </plot>',
      '     </DockArea>',
    ].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<root>
 <tabbed_widget parent="main_window" name="Main Window">
  <Tab tab_name="knees" containers="1">
   <Container>
    <DockSplitter orientation="-" count="${PANELS.length}" sizes="${PANELS.map(() => share).join(';')}">
${areas.join('\n')}
    </DockSplitter>
   </Container>
  </Tab>
  <currentTabIndex index="0"/>
 </tabbed_widget>
 <use_relative_time_offset enabled="1"/>
</root>
`;
}
