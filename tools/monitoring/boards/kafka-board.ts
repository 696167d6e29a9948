import { quantile, rate, type Board } from './board.ts';

const CHOSEN = 'group=~"$group"';

export const KAFKA_BOARD: Board = {
  id: 'kafka',
  title: 'Kafka',
  description: 'What waits in topics and outboxes, how long, and what becomes of it.',
  choice: { label: 'group', metric: 'psa_bridge_consumer_lag_messages' },
  rows: [
    {
      title: 'Consumers',
      panels: [
        {
          title: 'Age of the oldest message',
          unit: 's',
          queries: [
            { expr: `max by (group, topic) (psa_bridge_consumer_oldest_age_seconds{${CHOSEN}})`, legend: '{{group}} {{topic}}' },
          ],
        },
        {
          title: 'Messages that wait',
          unit: 'short',
          queries: [
            { expr: `sum by (group, topic) (psa_bridge_consumer_lag_messages{${CHOSEN}})`, legend: '{{group}} {{topic}}' },
          ],
        },
        {
          title: 'What becomes of messages',
          unit: 'ops',
          queries: [
            { expr: rate('psa_bridge_consumer_messages_total', CHOSEN, 'group, outcome'), legend: '{{group}} {{outcome}}' },
          ],
        },
        {
          title: 'Time to handle one, 95 %',
          unit: 's',
          queries: [
            {
              expr: quantile(0.95, 'psa_bridge_consumer_handling_seconds', { labels: CHOSEN, by: 'group' }),
              legend: '{{group}}',
            },
          ],
        },
        {
          title: 'Dead letters within a day',
          unit: 'short',
          queries: [
            {
              expr: `sum by (group, topic) (increase(psa_bridge_consumer_messages_total{${CHOSEN},outcome="dead_letter"}[1d]))`,
              legend: '{{group}} {{topic}}',
            },
            {
              expr: `sum by (code) (increase(psa_bridge_dead_letters_total{${CHOSEN}}[1d])) or vector(0)`,
              legend: 'code {{code}}',
            },
          ],
        },
        {
          title: 'Dropped, by reason',
          unit: 'ops',
          queries: [{ expr: rate('psa_bridge_dropped_total', CHOSEN, 'group, reason'), legend: '{{group}} {{reason}}' }],
        },
      ],
    },
    {
      title: 'Publishing',
      panels: [
        {
          title: 'Published, by topic',
          unit: 'ops',
          queries: [{ expr: rate('psa_bridge_published_total', '', 'topic'), legend: '{{topic}}' }],
        },
        {
          title: 'Oldest event in an outbox',
          unit: 's',
          queries: [{ expr: 'max by (collection) (psa_bridge_outbox_oldest_age_seconds)', legend: '{{collection}}' }],
        },
        {
          title: 'Published from outboxes',
          unit: 'ops',
          queries: [{ expr: rate('psa_bridge_outbox_published_total', '', 'collection'), legend: '{{collection}}' }],
        },
      ],
    },
  ],
};
