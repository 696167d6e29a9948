import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { deployedServices, ROOT, type DeployedService } from '../charts/deployed-services.ts';
import { kafkaAccess } from '../charts/kafka-access.ts';
import { describeValues } from '../charts/values-table.ts';
import { platformSchema, serviceSchema } from '../charts/values-schema.ts';
import type { Generator } from './generators.ts';
import { withMade, withMadeYaml, writeMarkdown } from './markdown.ts';
import { declaredServices, type DeclaredService } from './service-routes.ts';

const SERVICE = 'charts/service';
const PLATFORM = 'charts/platform';
const FROM = 'charts/values';

/** What the charts know of the services: from charts/values, the configuration schemas, and what the services read and write. */
export const charts: Generator = {
  name: 'charts',
  outputs: [
    `${SERVICE}/values.schema.json`,
    `${SERVICE}/README.md`,
    ...['Chart.yaml', 'values.yaml', 'values.schema.json', 'files', 'README.md'].map((file) => `${PLATFORM}/${file}`),
  ],
  async generate(into) {
    const services = await deployedServices();
    const declared = declaredServices().services.filter(({ name }) => services.some((service) => service.name === name));
    const write = async (file: string, text: string): Promise<void> => {
      await mkdir(path.dirname(path.join(into, file)), { recursive: true });
      await writeFile(path.join(into, file), text);
    };
    const values = withMadeYaml(await read(`${PLATFORM}/values.yaml`), FROM, [switches(services), sections(services, declared)]);
    await write(`${PLATFORM}/values.yaml`, values);
    await write(
      `${PLATFORM}/Chart.yaml`,
      withMadeYaml(await read(`${PLATFORM}/Chart.yaml`), FROM, [await dependencies(services)]),
    );
    await write(`${PLATFORM}/values.schema.json`, json(platformSchema(services)));
    await write(`${PLATFORM}/files/kafka.json`, json(kafkaAccess(declared)));
    await write(`${SERVICE}/values.schema.json`, json(serviceSchema()));
    for (const [chart, text] of [
      [SERVICE, await read(`${SERVICE}/values.yaml`)],
      [PLATFORM, values],
    ] as const) {
      const readme = `${chart}/README.md`;
      await writeMarkdown(into, readme, withMade(await read(readme), 'values.yaml', describeValues(text)));
    }
  },
};

function read(file: string): Promise<string> {
  return readFile(path.join(ROOT, file), 'utf8');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function switches(services: readonly DeployedService[]): string {
  return services.map(({ name }) => `    ${name}: true\n`).join('');
}

/** What each service needs, and the topics by whose length it can be scaled. */
function sections(services: readonly DeployedService[], declared: readonly DeclaredService[]): string {
  return services
    .map(({ name, about, values }) => {
      const { reads = [] } = declared.find((each) => each.name === name) ?? {};
      const topics = reads.map(({ topic, group }) => ({ topic: topic.name, group }));
      return `# -- ${about}\n${stringify({ [name]: { ...values, autoscaling: { topics } } }, { lineWidth: 0 })}`;
    })
    .join('');
}

async function dependencies(services: readonly DeployedService[]): Promise<string> {
  const version = /^version: (.+)$/m.exec(await read(`${SERVICE}/Chart.yaml`))?.[1];
  return stringify({
    dependencies: services.map(({ name }) => ({ name: 'service', alias: name, version, condition: `global.services.${name}` })),
  });
}
