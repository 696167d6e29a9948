import { z } from 'zod';
import type { DeployedService } from './deployed-services.ts';
import type { Manifest } from './manifest.ts';

const variable = z.looseObject({ name: z.string(), value: z.string().optional() });
const pods = z.looseObject({
  template: z.looseObject({
    spec: z.looseObject({ containers: z.array(z.looseObject({ env: z.array(variable).default([]) })) }),
  }),
});

/** What Node and OpenTelemetry read themselves. */
const NOT_OURS = /^(NODE_OPTIONS|OTEL_.+)$/;
/** What the chart gives by itself. */
const OWN = /^(HTTP_HOST|HTTP_PORT|ADMIN_PORT)$/;

/** Where a pod of a service is given other variables than its configuration schema takes. */
export function environmentFaults(manifests: readonly Manifest[], services: readonly DeployedService[]): readonly string[] {
  return manifests.flatMap((manifest) => {
    const service = services.find(({ name }) => name === manifest.metadata.labels?.['app.kubernetes.io/component']);
    const { data } = pods.safeParse(manifest.spec);
    if (service === undefined || data === undefined) return [];
    return data.template.spec.containers
      .flatMap(({ env }) =>
        faultsOf(
          service,
          env.filter(({ name }) => !NOT_OURS.test(name)),
        ),
      )
      .map((fault) => `${manifest.kind} ${manifest.metadata.name}: ${fault}`);
  });
}

function faultsOf({ variables, refuses }: DeployedService, env: readonly z.output<typeof variable>[]): string[] {
  const known = new Map(variables.map((each) => [each.name, each]));
  const unknown = env.filter(({ name }) => !known.has(name) && !OWN.test(name));
  const given = env.map(({ name, value }) => [name, value ?? known.get(name)?.sample ?? '']);
  return [
    ...unknown.map(({ name }) => `is given ${name}, which it does not know`),
    ...refuses(Object.fromEntries(given) as Readonly<Record<string, string>>).map((problem) => `does not start: ${problem}`),
  ];
}

/** Calls that one side of charts/values allows and the other does not: the network policies would deny them. */
export function unmatchedCalls(services: readonly DeployedService[]): readonly string[] {
  const listed = (service: DeployedService, direction: 'calls' | 'calledBy'): readonly string[] =>
    (service.values['networkPolicy'] as Partial<Record<typeof direction, readonly string[]>> | undefined)?.[direction] ?? [];
  const find = (name: string): DeployedService | undefined => services.find((each) => each.name === name);
  return services.flatMap((service) => [
    ...listed(service, 'calls')
      .filter((callee) => !listed(find(callee) ?? service, 'calledBy').includes(service.name))
      .map((callee) => `${service.name} calls ${callee}, which does not list it in calledBy`),
    ...listed(service, 'calledBy')
      .filter((caller) => !listed(find(caller) ?? service, 'calls').includes(service.name))
      .map((caller) => `${service.name} is called by ${caller}, which does not list it in calls`),
  ]);
}
