import { defineEntity } from './field-notation.ts';

/** halopsa.md 6: agents, teams, types, statuses, lookups and what else an administrator sets up. All are bare arrays. */
export const ORGANISATION_ENTITIES = [
  defineEntity({
    name: 'Agent',
    area: 'configuration',
    filters: { team: 'team' },
    searched: ['name', 'email'],
    fields: `
      text list: name email firstname surname initials jobtitle team colour
      bool list =false: isdisabled isapiagent
      json list: teams
      text: role_list
      int: linemanager
    `,
  }),
  defineEntity({
    name: 'Team',
    area: 'configuration',
    filters: { department_id: 'department_id' },
    fields: `
      text list: guid name department_name emailaddress
      int list =0: sequence
      bool list =true: forrequests
      bool list =false: foropps forprojects inactive
      int list: department_id organisation_id
      json: managers agents
      date ro: last_modified
    `,
  }),
  defineEntity({
    name: 'TicketType',
    area: 'configuration',
    filters: { itil_type: 'itilrequesttype' },
    fields: `
      text list: name
      text list ro ="ticket": use
      int list: itilrequesttype group_id workflow_id sequence
      bool list =true: visible cancreate agentscanselect
      bool list =false: enduserscanselect
      int →Status: initial_status
      text: default_category_1 default_category_2 default_category_3 default_category_4 default_team
      json: allowed_status
      bool =false: requirepipeline hidepipeline
      int: defaultpipeline_stage_id
    `,
  }),
  defineEntity({
    name: 'Status',
    area: 'configuration',
    filters: { type: 'type' },
    fields: `
      text list: name shortname colour slaaction
      int list =0: type
      int list =0: sequence
      bool ro =false: isclosed
    `,
  }),
  defineEntity({
    name: 'Lookup',
    area: 'configuration',
    fields: `
      int list: lookupid
      text list: name value2 value3 value4 value5 value6 value7 value8 value9
      int list =0: sequence
      bool list =false: inactive
      text: custom1 custom2
      int: valueint1 sub_lookup
      int ro hidden: code
      text ro hidden: use
    `,
  }),
  defineEntity({
    name: 'Category',
    area: 'configuration',
    filters: { type_id: 'type_id' },
    searched: ['value'],
    fields: `
      text list: value category_name
      int list =1: type_id
    `,
  }),
  defineEntity({ name: 'Priority', area: 'configuration', fields: 'text list: name colour\nint list: slaid priorityid' }),
  defineEntity({
    name: 'Outcome',
    area: 'configuration',
    searched: ['outcome'],
    fields: 'text list: outcome buttonname\nbool list =false: hidden',
  }),
  defineEntity({
    name: 'Tax',
    area: 'configuration',
    fields: 'text list: name code xero_tenant_id xerotaxrate\nnumber list =0: value',
  }),
  defineEntity({
    name: 'Currency',
    area: 'configuration',
    fields: 'text list: name symbol code\nnumber list =1: conversion_rate',
  }),
  defineEntity({
    name: 'FieldInfo',
    area: 'configuration',
    firstId: 150,
    filters: { typeid: 'typeid', kind: 'kind' },
    fields: `
      text list: name label kind
      int list =0: type inputtype
      int list: typeid extratype
      json list: values
      text ro hidden: entity
    `,
  }),
  defineEntity({
    name: 'ExternalLink',
    area: 'configuration',
    filters: {
      third_party_id: 'third_party_id',
      halo_id: 'halo_id',
      module_id: 'module_id',
      table_id: 'table_id',
    },
    searched: ['third_party_id'],
    fields: `
      text list: third_party_id third_party_desc third_party_url
      int list: details_id module_id halo_id table_id
      text ro hidden: entity
    `,
  }),
  defineEntity({
    name: 'Webhook',
    area: 'webhooks',
    hasGuid: true,
    filters: { type: 'type' },
    fields: `
      text list: name url
      text ro hidden: guid
      text list ="application/json": content_type
      int list =0: type method authentication_type payload_type batch_method auto_disable_attempts
      text: basic_username certificate_id note authentication_header
      text hidden: basic_password
      bool list =true: active
      bool list =false: disabled
      json: custom_payload mappings events headers_to_sign
      int =0: batch_delay_seconds batch_limit
      bool =false: notify_on_failure
      int =30: log_retention_policy_days
      text ro: last_status
      int: schedule_id
      int ro hidden =0: failures
    `,
  }),
  defineEntity({
    name: 'Notification',
    area: 'webhooks',
    filters: { webhook_id: 'webhook_id' },
    fields: `
      text list: webhook_id name
      int list: type delivery_method eventno agent_id interval emailtemplate_id
      int =0: useworkinghours
      json: conditions
    `,
  }),
  defineEntity({
    name: 'WebhookEvent',
    area: 'webhooks',
    hasGuid: true,
    operations: 'R',
    filters: { webhook_id: 'webhook_id' },
    searched: ['requestbody'],
    fields: `
      text ro hidden: guid
      text list: webhook_id error
      int list: notification_id status duration entity_id responsestatus
      date list: timestamp
      text: requestheaders requestbody responseheaders responsebody
    `,
  }),
];
