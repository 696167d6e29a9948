import Sequencer from '@jest/test-sequencer';

/** What kills and restarts whole processes takes minutes: begun last, it would run on alone. */
const SLOW = [/\/end-to-end\/kill-/, /\/end-to-end\//];

/** Jest orders by what it remembers of earlier runs, which a fresh clone has none of: so the slow ones are named. */
export default class SlowestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = SLOW.findIndex((pattern) => pattern.test(path));
      return place === -1 ? SLOW.length : place;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
