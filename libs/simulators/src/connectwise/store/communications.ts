import type { Row } from './database.ts';

export type CommunicationType = 'Email' | 'Phone' | 'Fax';

/** One way to reach a contact, as its row holds it. */
export type CommunicationItem = {
  readonly id: number;
  /** Id of the communication type. */
  readonly type: number;
  readonly value: string;
  readonly extension: string | null;
  readonly defaultFlag: boolean;
  readonly communicationType: CommunicationType;
};

export function communicationsOf({ values }: Pick<Row, 'values'>): readonly CommunicationItem[] {
  return (values['communicationItems'] ?? []) as unknown as readonly CommunicationItem[];
}

/** What a communication type is for. */
export function kindOf({ values }: Pick<Row, 'values'>): CommunicationType {
  if (values['emailFlag'] === true) return 'Email';
  return values['faxFlag'] === true ? 'Fax' : 'Phone';
}
