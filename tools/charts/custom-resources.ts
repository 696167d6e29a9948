import { ExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1';
import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1';
import { ScaledObject, TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import { z } from 'zod';
import type { Manifest } from './manifest.ts';

const modelled: Readonly<Record<string, (manifest: never) => { validate(): void }>> = {
  'external-secrets.io/v1 ExternalSecret': (manifest) => new ExternalSecret(manifest),
  'gateway.networking.k8s.io/v1 HTTPRoute': (manifest) => new HTTPRoute(manifest),
  'keda.sh/v1alpha1 ScaledObject': (manifest) => new ScaledObject(manifest),
  'keda.sh/v1alpha1 TriggerAuthentication': (manifest) => new TriggerAuthentication(manifest),
  'monitoring.coreos.com/v1 ServiceMonitor': (manifest) => new ServiceMonitor(manifest),
};

const metadata = z.looseObject({ name: z.string(), labels: z.looseObject({ 'strimzi.io/cluster': z.string().min(1) }) });
const operation = z.enum(['Read', 'Write', 'Create', 'Delete', 'Describe']);
const rule = z.strictObject({
  resource: z.strictObject({
    type: z.enum(['topic', 'group']),
    name: z.string().min(1),
    patternType: z.enum(['literal', 'prefix']),
  }),
  operations: z.array(operation).min(1),
});

/** Nobody publishes Strimzi's own schemas as a package: these are what its API reference says of the fields that the chart uses. */
const described: Readonly<Record<string, z.ZodType>> = {
  'kafka.strimzi.io/v1 KafkaTopic': z.strictObject({
    ...{ apiVersion: z.string(), kind: z.string(), metadata },
    spec: z.strictObject({
      topicName: z.string().regex(/^[a-zA-Z0-9._-]{1,249}$/),
      partitions: z.int().min(1),
      replicas: z.int().min(1).max(32_767),
      config: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  }),
  'kafka.strimzi.io/v1 KafkaUser': z.strictObject({
    ...{ apiVersion: z.string(), kind: z.string(), metadata },
    spec: z.strictObject({
      authentication: z.strictObject({ type: z.literal('scram-sha-512') }),
      authorization: z.strictObject({ type: z.literal('simple'), acls: z.array(rule).min(1) }),
    }),
  }),
};

/** Says what the operator of a kind would not take of a manifest; undefined for an unknown kind. */
export function checkCustomResource(manifest: Manifest): readonly string[] | undefined {
  const kind = `${manifest.apiVersion} ${manifest.kind}`;
  const schema = described[kind];
  if (schema !== undefined) {
    const { error } = schema.safeParse(manifest);
    return error?.issues.map(({ path, message }) => `/${path.join('/')} ${message}`) ?? [];
  }
  return modelled[kind] === undefined ? undefined : validated(modelled[kind](manifest as never));
}

function validated(model: { validate(): void }): readonly string[] {
  try {
    model.validate();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
