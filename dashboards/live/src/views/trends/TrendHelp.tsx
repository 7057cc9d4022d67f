import { Help } from '../help/Help.tsx';

/** What a trend says and what it does not. */
export function TrendHelp() {
  return (
    <Help about="trends">
      <p>
        Each mark is one session: the mean of one leg over the movements whose data were sound.
        Recordings within three hours are one session.
      </p>
      <p>
        The band stands about the first session shown. Sensors put on anew could move a figure
        within it by themselves, so inside does not say that nothing changed.
      </p>
      <p>
        Outside is more than that, and no more: not better, not worse, not why. Shoes, load, depth
        and tempo change figures too, so look at what was noted. With many sessions one of twenty
        lies outside by chance.
      </p>
      <p>
        The band holds for five movements or more; a mean over fewer scatters more. A first session
        that was unusual moves the band with it: choose a later day to begin with.
      </p>
    </Help>
  );
}
