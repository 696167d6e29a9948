import { z } from 'zod';
import type { Manifest } from './manifest.ts';

const container = z.looseObject({
  name: z.string(),
  image: z.string(),
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
  securityContext: z.looseObject({}).default({}),
  resources: z.looseObject({ limits: z.looseObject({}).default({}), requests: z.looseObject({}).default({}) }).optional(),
  volumeMounts: z.array(z.unknown()).default([]),
});
const podTemplate = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.looseObject({ containers: z.array(container), securityContext: z.looseObject({}).default({}) }),
});
const withPods = z.looseObject({ template: podTemplate });
const policySpec = z.looseObject({
  podSelector: z.looseObject({ matchLabels: z.record(z.string(), z.string()).default({}) }),
  policyTypes: z.array(z.string()),
});

type Pod = z.output<typeof podTemplate>;
type Container = z.output<typeof container>;

/** Every fault of the manifests of one release, as `Kind name: what is wrong`. */
export function violations(manifests: readonly Manifest[]): readonly string[] {
  return manifests.flatMap((manifest) => {
    const faults = [...namesAndSecrets(manifest), ...podFaults(manifest, manifests)];
    return faults.map((fault) => `${manifest.kind} ${manifest.metadata.name}: ${fault}`);
  });
}

function namesAndSecrets({ kind, metadata }: Manifest): string[] {
  return faultsOf([
    [kind === 'Secret', 'the chart must make no Secret'],
    [kind !== 'KafkaTopic' && metadata.name.length > 63, 'its name is longer than 63 characters'],
  ]);
}

function podFaults(manifest: Manifest, all: readonly Manifest[]): string[] {
  const { data } = withPods.safeParse(manifest.spec);
  if (data === undefined) return [];
  const { spec, metadata } = data.template;
  return [
    ...podSecurity(spec),
    ...faultsOf([[!isFenced(metadata.labels, all), 'no network policy denies what is not named, in both directions']]),
    ...spec.containers.flatMap((each) => [
      ...containerSecurity(each),
      ...containerLimits(each),
      ...(manifest.kind === 'Job' ? [] : missingProbes(each)),
    ]),
  ];
}

function podSecurity(spec: Pod['spec']): string[] {
  const { runAsNonRoot, seccompProfile, runAsUser } = spec.securityContext;
  return faultsOf([
    [runAsNonRoot !== true || typeof runAsUser !== 'number' || runAsUser === 0, 'may run as root'],
    [JSON.stringify(seccompProfile) !== '{"type":"RuntimeDefault"}', 'has no seccomp profile'],
    [spec['automountServiceAccountToken'] !== false, "has the cluster's token"],
    [['hostNetwork', 'hostPID', 'hostIPC'].some((host) => spec[host] === true), "shares what is the node's"],
    [JSON.stringify(spec['volumes'] ?? []).includes('hostPath'), "mounts the node's files"],
  ]);
}

/** Only a server with a volume of its own may write beside it. */
function containerSecurity({ securityContext, volumeMounts }: Container): string[] {
  const { allowPrivilegeEscalation, privileged, capabilities, readOnlyRootFilesystem } = securityContext;
  return faultsOf([
    [allowPrivilegeEscalation !== false || privileged === true, 'may gain privileges'],
    [JSON.stringify(capabilities) !== '{"drop":["ALL"]}', 'keeps capabilities'],
    [readOnlyRootFilesystem !== true && volumeMounts.length === 0, 'can write to its image'],
  ]);
}

function containerLimits({ image, resources, env }: Container): string[] {
  const { limits = {}, requests = {} } = resources ?? {};
  const names = env.map(({ name }) => name);
  return faultsOf([
    [['cpu', 'memory'].some((what) => limits[what] === undefined || requests[what] === undefined), 'has no limits or requests'],
    [!/:[\w.-]+(@sha256:[0-9a-f]{64})?$/.test(image) || /:latest\b/.test(image), `does not name the version of ${image}`],
    [new Set(names).size !== names.length, 'is given a variable twice'],
    [env.some(({ name, value }) => value !== undefined && SECRET.test(name)), 'is given a secret as text'],
  ]);
}

const SECRET = /PASSWORD|SECRET$|FIELD_KEYS|_URI$|API_KEY/;

function missingProbes(each: Container): string[] {
  const missing = ['startupProbe', 'livenessProbe', 'readinessProbe'].filter((probe) => each[probe] === undefined);
  return missing.length === 0 ? [] : [`has no ${missing.join(', ')}`];
}

function isFenced(labels: Readonly<Record<string, string>>, all: readonly Manifest[]): boolean {
  return all
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ spec }) => policySpec.parse(spec))
    .some(
      ({ podSelector, policyTypes }) =>
        ['Ingress', 'Egress'].every((type) => policyTypes.includes(type)) &&
        Object.entries(podSelector.matchLabels).every(([name, value]) => labels[name] === value),
    );
}

function faultsOf(checks: readonly (readonly [boolean, string])[]): string[] {
  return checks.filter(([isFault]) => isFault).map(([, fault]) => fault);
}
