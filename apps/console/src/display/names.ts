import { texts } from '../texts/index.ts';

/** What a provider calls itself; another one has its own name made presentable. */
export function providerName(provider: string): string {
  return texts.providers[provider] ?? titled(provider);
}

export function entityName(type: string): string {
  return texts.entities[type] ?? titled(type);
}

function titled(name: string): string {
  const words = name.replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
