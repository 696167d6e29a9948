import { z } from 'zod';
import type { DeployedService, Variable } from './deployed-services.ts';

const text = z.string();
const name = z
  .string()
  .max(63)
  .regex(/^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$/);
const count = z.int().min(1);
const labels = z.record(text, text);
/** Kubernetes' own, checked by Kubernetes. */
const ofKubernetes = z.record(text, z.unknown());

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const reference = z.union([z.strictObject({ key: z.string().min(1), secret: z.string().optional() }), z.null()]);
const port = z.strictObject({
  port: z.union([text, z.int()]),
  endPort: z.int().optional(),
  protocol: z.enum(['TCP', 'UDP']).optional(),
});
const way = z.union([
  z.strictObject({ direction: z.enum(['ingress', 'egress']), peers: z.array(ofKubernetes), ports: z.array(port).min(1) }),
  z.null(),
]);
const probe = z.strictObject({ periodSeconds: count, failureThreshold: count, timeoutSeconds: count.optional() });
const quantity = z.union([z.string().regex(/^\d+(\.\d+)?(m|[KMG]i?)?$/), z.number()]);
const amounts = z.strictObject({ cpu: quantity, memory: quantity });

const image = z.strictObject({
  repository: text,
  tag: text,
  digest: z.string().regex(/^(sha256:[0-9a-f]{64})?$/),
  pullPolicy: z.enum(['IfNotPresent', 'Always', 'Never']),
});

/** Of one service, but for its variables. */
const service = {
  name,
  replicas: count,
  image,
  nodeOptions: text,
  resources: z.strictObject({ requests: amounts, limits: amounts }),
  drain: z.strictObject({ delaySeconds: count, graceSeconds: count }),
  probes: z.strictObject({ startup: probe, live: probe, ready: probe }),
  migrations: z.strictObject({ enabled: z.boolean(), deadlineSeconds: count }),
  disruption: z.strictObject({ maxUnavailable: count }),
  autoscaling: z.strictObject({
    kind: z.enum(['none', 'hpa', 'keda']),
    min: count,
    max: count,
    cpuPercent: z.int().min(1).max(100),
    lag: count,
    topics: z.array(z.strictObject({ topic: text, group: text })),
  }),
  networkPolicy: z.strictObject({
    enabled: z.boolean(),
    calls: z.array(name),
    calledBy: z.array(name),
    internet: z.boolean(),
    exceptions: z.record(text, way),
  }),
  serviceMonitor: z.strictObject({ enabled: z.boolean(), interval: text, labels }),
  ingress: z.strictObject({ enabled: z.boolean(), className: text, host: text, tlsSecret: text, annotations: labels }),
  gatewayApi: z.strictObject({
    enabled: z.boolean(),
    host: text,
    gateway: z.strictObject({ name: text.optional(), namespace: text.optional(), sectionName: text.optional() }),
  }),
  podLabels: labels,
  podAnnotations: labels,
  nodeSelector: labels,
  tolerations: z.array(ofKubernetes),
  priorityClassName: text,
};

/** What both charts know below `global`. */
const global = {
  image: z.strictObject({ registry: text, tag: text, pullSecrets: z.array(text) }),
  telemetry: z.strictObject({ endpoint: text, ratio: z.string().regex(/^(0(\.\d+)?|1(\.0+)?)$/) }),
  networkPolicy: z.strictObject({ exceptions: z.record(text, way) }),
};

type JsonSchema = Readonly<Record<string, unknown>>;

/** Of charts/service: any variables, since it may run any service. */
export function serviceSchema(): JsonSchema {
  return schemaOf(
    z.strictObject({
      ...service,
      config: z.record(VARIABLE, plain),
      secrets: z.record(VARIABLE, reference),
      global: z.looseObject({ ...global, secretName: text, config: z.record(text, plain), secrets: z.record(text, reference) }),
    }),
  );
}

const VARIABLE = z.string().regex(/^[A-Z][A-Z0-9_]*$/);

/** Of charts/platform: each service takes its own variables and no others. */
export function platformSchema(services: readonly DeployedService[]): JsonSchema {
  const common = commonVariables(services);
  const url = z.string().regex(/^https?:\/\/[^\s/]+[^\s]*$/, 'must be a URL');
  const own = services.map(({ name: each, variables }) => [
    each,
    partial(z.strictObject({ ...service, ...taking(variables), global: z.unknown() })),
  ]);
  const storage = { image: z.string().regex(/^\S+:\d[\w.-]*$/), storage: text };
  return schemaOf(
    z.strictObject({
      global: z.strictObject({
        ...global,
        secretName: z.string().min(1),
        gatewayUrl: url,
        frontendUrl: url,
        ...taking(common),
        config: requiring(taking(common).config, common),
        trial: z.boolean(),
        services: z.strictObject(Object.fromEntries(services.map(({ name: each }) => [each, z.boolean()]))),
      }),
      strimzi: z.strictObject({
        cluster: name,
        namespace: name,
        topics: z.strictObject({ enabled: z.boolean(), replicas: count, minInSyncReplicas: count }),
        users: z.strictObject({ enabled: z.boolean() }),
      }),
      trial: z.strictObject({
        kafka: z.strictObject(storage),
        mongodb: z.strictObject({ ...storage, passwordKey: text }),
        storageClass: text,
      }),
      ...(Object.fromEntries(own) as Readonly<Record<string, z.ZodType>>),
    }),
  );
}

/** A service that is switched off has no defaults; of one that runs, charts/service itself sees whether all is there. */
function partial(schema: z.ZodObject): z.ZodObject {
  const fields = Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).map(([field, value]) => [
    field,
    value instanceof z.ZodObject ? partial(value) : value,
  ]);
  return z.strictObject(Object.fromEntries(fields) as z.ZodRawShape).partial();
}

/** The variables that every service has, and that are not another one's for each: where people find it differs. */
export function commonVariables(services: readonly DeployedService[]): readonly Variable[] {
  const [first, ...others] = services;
  return (first?.variables ?? [])
    .filter(({ name: each }) => others.every(({ variables }) => variables.some((variable) => variable.name === each)))
    .filter(({ name: each }) => !services.some(({ values: { config = {} } }) => each in config));
}

function taking(variables: readonly Variable[]) {
  const texts = variables.filter(({ isSecret }) => !isSecret);
  return {
    config: z.strictObject(Object.fromEntries(texts.map((variable) => [variable.name, plainFor(variable)]))).partial(),
    secrets: z.strictObject(Object.fromEntries(variables.map((variable) => [variable.name, reference]))).partial(),
  };
}

/** What no service starts without; what comes from a Secret by default can come from nowhere else. */
function requiring(config: z.ZodObject, variables: readonly Variable[]): z.ZodObject {
  const needed = variables.filter(({ isRequired, isSecret }) => isRequired && !isSecret).map(({ name: each }) => [each, true]);
  return config.required(Object.fromEntries(needed) as Record<string, true>);
}

/** Texts may be templates; what is counted or switched may be written as YAML's own. */
function plainFor({ takes }: Variable): z.ZodType {
  if (takes['type'] === 'integer') {
    const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = takes as {
      minimum?: number;
      maximum?: number;
    };
    return z.union([z.int().min(minimum).max(maximum), z.string().regex(/^-?\d+$/), z.null()]);
  }
  if (Array.isArray(takes['enum'])) return z.union([z.enum(takes['enum'] as string[]), z.boolean(), z.null()]);
  return z.union([z.string(), z.null()]);
}

function schemaOf(schema: z.ZodType): JsonSchema {
  return schema.toJSONSchema({ target: 'draft-7', io: 'input', reused: 'ref' });
}
