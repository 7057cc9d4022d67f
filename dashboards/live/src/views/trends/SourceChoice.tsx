import type { TrendSourceAnswer } from '../../../../../src/stream/answers/trends.ts';
import { Choice } from './Choice.tsx';
import type { TrendWish } from './useTrends.ts';

interface SourceChoiceProps {
  readonly sources: readonly TrendSourceAnswer[];
  readonly wish: TrendWish;
  readonly onWish: (wish: TrendWish) => void;
}

/** Where from, where there are two places. */
export function SourceChoice({ sources, wish, onWish }: SourceChoiceProps) {
  if (sources.length < 2) return null;
  const choose = (name: string) =>
    onWish({ ...wish, source: sources.find((source) => source === name) ?? null });
  return (
    <Choice label="Read from" value={wish.source ?? ''} onChoose={choose}>
      <option value="">Database if it has all</option>
      <option value="influx">Database</option>
      <option value="recordings">Recordings</option>
    </Choice>
  );
}
