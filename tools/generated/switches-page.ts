import { describeSwitches, type DescribedSwitch } from '@psa-bridge/simulators';
import type { Generator } from './generators.ts';
import { markdownTable, writeMarkdown } from './markdown.ts';

const PAGE = 'libs/simulators/switches.md';

/** The page of the simulators' switches, from their schemas. */
export const switchesPage: Generator = {
  name: 'switches of the simulators',
  outputs: [PAGE],
  async generate(into) {
    await writeMarkdown(into, PAGE, describeSwitchesPage());
  },
};

export function describeSwitchesPage(): string {
  return [
    '<!-- Made by `npm run generate` from the schemas in libs/simulators. Do not edit. -->',
    '# Switches of the simulators',
    "Where a vendor's document is unconfirmed, or tenants differ, the simulator behaves either way. A connector has to survive both.",
    ...describeSwitches().flatMap(({ vendor, switches }) => [`## ${vendor}`, tableOf(switches)]),
  ].join('\n\n');
}

function tableOf(switches: readonly DescribedSwitch[]): string {
  return markdownTable(
    ['switch', 'default', 'section', 'meaning'],
    switches.map(({ name, defaultValue, section, meaning }) => [
      `\`${name}\``,
      `\`${JSON.stringify(defaultValue)}\``,
      section,
      meaning,
    ]),
  );
}
