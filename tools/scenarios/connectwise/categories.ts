import { eventually } from '@psa-bridge/testing';
import { changePage, issueCleared, issueOf, openIssues, type RecordView } from '../../platform/journeys.ts';
import { arrived, LIMIT, referred, rowNamed, type Chapter, type ConnectWiseStory } from './story.ts';

const SOFTWARE = 'Software';
const PRODUCT = 'Trapped suite';

/**
 * The inactive-category trap (CW-11 to CW-14): the category of a product is disabled in ConnectWise. The product fails in its words
 * and the mapping warns; once it is mapped to another category, both clear.
 */
export const inactiveCategoryTrap: Chapter = async (story) => {
  const { api, connectWise, checks, progress } = story;
  const [disabled, other] = [rowNamed(story, 'Product Category', SOFTWARE), rowNamed(story, 'Product Category', 'Hardware')];
  const { id: categoryId } = await api.post<RecordView>('/v1/categories', { name: SOFTWARE });
  await mapTo(story, disabled, categoryId);
  const { id } = await api.post<RecordView>('/v1/products', { name: PRODUCT, categoryId, price: '10.00' });
  await arrived(story, `/v1/products/${id}`);

  connectWise.control.deactivate({ entity: 'Product Category', id: disabled });
  await api.patch(`/v1/products/${id}`, { price: '12.00' });
  const { message } = await issueOf(api, id);
  const text = `catalogItem object is invalid. ${disabled} is an inactive`;
  checks.that(message.includes(text), `CW-12: the issue of the product says "${text}": ${message}`);
  const warning = await eventually(async () => {
    const found = (await openIssues(api)).find(({ entityType }) => entityType === 'mapping');
    if (!found) throw new Error('no mapping warns');
    return found;
  }, LIMIT);
  checks.that(
    warning.message.startsWith(`Product category "${SOFTWARE}" is inactive in ConnectWise PSA.`) &&
      warning.message.includes(PRODUCT),
    `CW-11: the mapping warns of the category and its product: ${warning.message}`,
  );
  progress('a product of an inactive category fails in ConnectWise’s words, and the mapping warns');

  await mapTo(story, other, categoryId);
  await issueCleared(api, id);
  await issueCleared(api, warning.entityId);
  const record = await arrived(story, `/v1/products/${id}`);
  const externalId = Number(record.sync[story.integration.integrationId]?.externalId);
  const there = connectWise.control.get({ entity: 'Catalog Item', id: externalId });
  checks.equal(
    [referred(there?.['category']), there?.['price']],
    [other, 12],
    'CW-13: category and price there once it is mapped anew',
  );
  progress('mapped to an active category, product and warning clear by themselves');
  return {};
};

function mapTo({ api, integration }: ConnectWiseStory, there: number, here: string): Promise<void> {
  return changePage(api, { ...integration, page: 'categories' }, { categories: { [there]: here } });
}
