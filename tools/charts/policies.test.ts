import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { environmentFaults, unmatchedCalls } from './environment.ts';
import { deployedServices } from './deployed-services.ts';
import { manifestsIn } from './helm.ts';
import { KUBERNETES_MINORS, openKubernetesSchemas } from './kubernetes-schemas.ts';
import { checkCustomResource } from './custom-resources.ts';
import type { Manifest } from './manifest.ts';
import { violations } from './policies.ts';
import { compareReleases } from './previous-release.ts';

const RELEASE = path.join(import.meta.dirname, '../../charts/previous-release');
/** What concerns one service and one server of the trial stands for all, and is read much faster. */
const CHOSEN = /^ {2}name: (psa-(autotask-connector|kafka)|msp-psa\.audit\.v1)$/m;
const [trial = '', strimzi = ''] = await Promise.all(
  ['trial', 'strimzi'].map(async (name) => {
    const rendered = await readFile(path.join(RELEASE, `${name}-rendered.yaml`), 'utf8');
    return rendered
      .split('---\n')
      .filter((document) => CHOSEN.test(document))
      .join('---\n');
  }),
);
const services = await deployedServices();

/** What was rendered, with one text in the place of another; the text has to be there. */
function spoilt(rendered: string, was: string, is: string): readonly Manifest[] {
  expect(rendered).toContain(was);
  return manifestsIn(rendered.replace(was, is));
}

describe('the policies of the charts', () => {
  it('find no fault in what was released', () => {
    expect(violations(manifestsIn(`${trial}\n---\n${strimzi}`))).toEqual([]);
  });

  it.each([
    ['runAsNonRoot: true', 'runAsNonRoot: false', 'may run as root'],
    ['runAsUser: 65532', 'runAsUser: 0', 'may run as root'],
    ['type: RuntimeDefault', 'type: Unconfined', 'has no seccomp profile'],
    ['automountServiceAccountToken: false\n      enableServiceLinks', 'enableServiceLinks', "has the cluster's token"],
    ['enableServiceLinks: false', 'hostNetwork: true', "shares what is the node's"],
    ['allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true', 'may gain privileges'],
    ['drop: [ALL]', 'drop: [CHOWN]', 'keeps capabilities'],
    ['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false', 'can write to its image'],
    ['cpu: "1"', 'other: 1', 'has no limits or requests'],
    ['psa-bridge/autotask-connector:0.1.0', 'psa-bridge/autotask-connector:latest', 'does not name the version'],
    ['psa-bridge/autotask-connector:0.1.0', 'psa-bridge/autotask-connector', 'does not name the version'],
    ['livenessProbe', 'someProbe', 'has no livenessProbe'],
    ['kind: ServiceAccount', 'kind: Secret', 'the chart must make no Secret'],
    ['policyTypes: [Ingress, Egress]', 'policyTypes: [Ingress]', 'no network policy denies'],
  ])('find a fault where "%s" is "%s"', (was, is, fault) => {
    expect(violations(spoilt(strimzi, was, is)).join('\n')).toContain(fault);
  });

  it('find a secret that is given as text', () => {
    const [deployment] = manifestsIn(strimzi).filter(({ kind }) => kind === 'Deployment');
    const given = JSON.stringify(deployment).replace('"name":"KAFKA_PREFIX"', '"name":"SMTP_PASSWORD"');

    expect(violations([JSON.parse(given) as Manifest]).join('\n')).toContain('is given a secret as text');
  });
});

describe('the variables of a pod', () => {
  it('are exactly those that its service knows, so that its process would start', () => {
    expect(environmentFaults(manifestsIn(strimzi), services)).toEqual([]);
  });

  it.each([
    ['- name: KAFKA_PREFIX', '- name: KAFKA_PREFICKS', 'is given KAFKA_PREFICKS, which it does not know'],
    ['- name: FIELD_KEY_ACTIVE', '- name: NODE_OPTIONS', 'does not start: FIELD_KEY_ACTIVE'],
    ['value: "true"', 'value: "maybe"', 'does not start: KAFKA_TLS'],
  ])('are found wrong where "%s" is "%s"', (was, is, fault) => {
    expect(environmentFaults(spoilt(strimzi, was, is), services).join('\n')).toContain(fault);
  });

  it('include none that only tests may set', () => {
    expect(services.flatMap(({ variables }) => variables.filter(({ name }) => name.startsWith('FAULT_')))).toEqual([]);
  });
});

describe('calls between services', () => {
  it('are allowed by both sides, or found', () => {
    const [first, ...others] = services;
    const deaf = {
      ...first,
      values: { networkPolicy: { calls: ['identity-service', 'issues-service'] } },
    } as (typeof services)[number];

    expect(unmatchedCalls(services)).toEqual([]);
    expect(unmatchedCalls([deaf, ...others])).toEqual([
      `${first?.name} calls issues-service, which does not list it in calledBy`,
      `gateway calls ${first?.name}, which does not list it in calledBy`,
    ]);
  });
});

describe('the schemas of a version of Kubernetes', () => {
  it.each(KUBERNETES_MINORS)('of %s take what was released, and no unknown field', async (minor) => {
    const check = await openKubernetesSchemas(minor);
    const problems = (rendered: readonly Manifest[]): string[] => rendered.flatMap((manifest) => check(manifest) ?? []);

    expect(problems(manifestsIn(trial))).toEqual([]);
    expect(problems(spoilt(trial, 'imagePullPolicy', 'imagePullPolice')).join('\n')).toContain('imagePullPolice');
    expect(problems(spoilt(trial, 'replicas: 1', 'replicas: many')).join('\n')).toContain('/spec/replicas must be integer');
  });

  it('are joined by those of operators', () => {
    const others = (rendered: readonly Manifest[]): string[] =>
      rendered.flatMap((manifest) => checkCustomResource(manifest) ?? []);

    expect(others(manifestsIn(strimzi))).toEqual([]);
    expect(others(spoilt(strimzi, 'patternType: literal', 'patternType: glob')).join('\n')).toContain('patternType');
    expect(others(spoilt(strimzi, 'maxReplicaCount: 6', 'maxReplicaCount: lots')).join('\n')).toContain('maxReplicaCount');
  });
});

describe('an upgrade', () => {
  it('is told by what comes, goes and changes', () => {
    const after = trial.replace('maxSurge: 1', 'maxSurge: 2').replace('kind: ServiceAccount', 'kind: Account');

    expect(compareReleases(trial, after)).toEqual({
      added: [expect.stringMatching(/^Account /)],
      removed: [expect.stringMatching(/^ServiceAccount /)],
      changed: ['Deployment psa-autotask-connector /spec/strategy/rollingUpdate/maxSurge: 1, now 2'],
      faults: [],
    });
  });

  it.each([
    ['serviceName: psa-kafka', 'serviceName: psa-broker', 'StatefulSet psa-kafka: serviceName cannot be changed'],
    ['storage: 10Gi', 'storage: 20Gi', 'StatefulSet psa-kafka: volumeClaimTemplates cannot be changed'],
    ['kind: StatefulSet', 'kind: Deployment', 'StatefulSet psa-kafka holds data and is gone'],
  ])('that changes "%s" to "%s" is refused before Kubernetes does', (was, is, fault) => {
    expect(compareReleases(trial, trial.replace(was, is)).faults).toEqual([fault]);
  });
});
