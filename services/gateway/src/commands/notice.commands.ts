import { invalidInput } from '@psa-bridge/core';
import { PLATFORM_TENANT, requiredOption, type OperatorCommands } from '@psa-bridge/service-host';
import { INCIDENT_STAGES, OPERATOR, type Notice } from '../domain/notices/notice.ts';
import type { Incidents } from '../usecases/notices/incidents.ts';
import type { MaintenancePlans } from '../usecases/notices/maintenance.ts';

type Given = Readonly<Record<string, string | undefined>>;

const speaker = { tenantId: PLATFORM_TENANT, by: OPERATOR };

/** What the operator tells all tenants: no admin of one of them may speak to the others (OP-03, OP-04). */
export function noticeCommands({
  incidents,
  maintenance,
}: {
  incidents: Incidents;
  maintenance: MaintenancePlans;
}): OperatorCommands {
  return {
    'incidents list': {
      usage: '',
      async run(_given, print) {
        for (const incident of await incidents.activeEverywhere()) print(lineOf(incident));
      },
    },
    'incidents open': {
      usage: '--title TITLE --text TEXT [--services NAME,NAME]',
      async run(given, print) {
        print(lineOf(await incidents.open(speaker, textOf(given))));
      },
    },
    'incidents update': {
      usage: `--incident ID --stage ${INCIDENT_STAGES.slice(1).join('|')} --text TEXT`,
      async run(given, print) {
        const stage = INCIDENT_STAGES.find((known) => known === requiredOption('stage', given['stage']));
        if (!stage) throw invalidInput('invalid_option', `--stage: must be one of ${INCIDENT_STAGES.slice(1).join(', ')}`);
        const said = { stage, text: requiredOption('text', given['text']) };
        print(lineOf(await incidents.update(speaker, requiredOption('incident', given['incident']), said)));
      },
    },
    'maintenance plan': {
      usage: '--title TITLE --text TEXT --from TIME --to TIME [--services NAME,NAME]',
      async run(given, print) {
        const plan = { ...textOf(given), startsAt: time(given, 'from'), endsAt: time(given, 'to') };
        print(lineOf(await maintenance.plan(speaker, plan)));
      },
    },
    'maintenance cancel': {
      usage: '--maintenance ID --text TEXT',
      async run(given, print) {
        print(
          lineOf(
            await maintenance.cancel(
              speaker,
              requiredOption('maintenance', given['maintenance']),
              requiredOption('text', given['text']),
            ),
          ),
        );
      },
    },
  };
}

function lineOf({ _id: id, tenantId, kind, title, stage, services, startsAt, updates }: Notice): string {
  return JSON.stringify({ id, tenantId, kind, stage, title, services, startsAt, text: updates.at(-1)?.text });
}

function textOf(given: Given) {
  const services = (given['services'] ?? '').split(',').map((name) => name.trim());
  return {
    title: requiredOption('title', given['title']),
    text: requiredOption('text', given['text']),
    services: services.filter((name) => name !== ''),
  };
}

function time(given: Given, option: string): Date {
  const at = new Date(requiredOption(option, given[option]));
  if (Number.isNaN(at.getTime()))
    throw invalidInput('invalid_option', `--${option}: must be a time, such as 2026-01-31T12:00:00Z`);
  return at;
}
