import { defineSettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';

const EventNumbers = z.array(z.int().min(1).max(1_000_000)).max(20).default([]);

/** Of which events HaloPSA tells (HP-16). */
export const WebhooksSettings = z.strictObject({
  /**
   * Numbers of the events "created" and "updated" of clients and of users, which HaloPSA does not publish: those given here are
   * bound when webhooks are installed; without any, they are chosen in HaloPSA.
   */
  companyEvents: EventNumbers,
  contactEvents: EventNumbers,
});

export const webhooksPage = defineSettingsPage({ name: 'webhooks', title: 'Webhooks', settings: WebhooksSettings });
