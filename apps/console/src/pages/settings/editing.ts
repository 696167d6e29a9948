import type { PageView } from '../../api/settings-pages.ts';
import type { Judged, Path } from './draft.ts';

/** What every field of a page needs to show itself and to be changed. */
export interface Editing {
  /** What people call the PSA. */
  psa: string;
  choices: PageView['choices'];
  judged: Judged;
  onChange: (path: Path, value: unknown) => void;
}
