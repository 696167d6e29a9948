// What CHANGELOG.md has of the commits: npm run changelog. Whatever changes nothing for those who run or use it is left out.
import createPreset from 'conventional-changelog-conventionalcommits';

export default createPreset({
  types: [
    { type: 'feat', section: 'New' },
    { type: 'fix', section: 'Mended' },
    { type: 'perf', section: 'Faster' },
  ],
});
