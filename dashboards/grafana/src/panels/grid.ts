import type { DataPanel, Panel, RowPanel, TextPanel } from '../format/panel.ts';

export const GRID_COLUMNS = 24;

type Placed = 'id' | 'gridPos';
/** A panel with its size, before it has a place. */
export type Loose = (Omit<DataPanel, Placed> | Omit<TextPanel, Placed>) & {
  readonly size: { readonly w: number; readonly h: number };
};

/** Panels under one heading. */
export interface Section {
  readonly title: string;
  readonly panels: readonly Loose[];
}

/**
 * Puts panels side by side and begins a new line where the grid is full. Ids follow from the order,
 * so that the same dashboard is always the same file.
 */
export function arranged(sections: readonly Section[]): Panel[] {
  const placed: Panel[] = [];
  let y = 0;
  for (const { title, panels } of sections) {
    placed.push(heading(placed.length + 1, title, y));
    y += 1;
    let x = 0;
    let lineHeight = 0;
    for (const { size, ...panel } of panels) {
      if (x + size.w > GRID_COLUMNS) {
        y += lineHeight;
        x = 0;
        lineHeight = 0;
      }
      placed.push({ id: placed.length + 1, ...panel, gridPos: { x, y, ...size } });
      x += size.w;
      lineHeight = Math.max(lineHeight, size.h);
    }
    y += lineHeight;
  }
  return placed;
}

function heading(id: number, title: string, y: number): RowPanel {
  const gridPos = { x: 0, y, w: GRID_COLUMNS, h: 1 };
  return { id, type: 'row', title, gridPos, collapsed: false, panels: [] };
}
