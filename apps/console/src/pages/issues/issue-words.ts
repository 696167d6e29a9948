import type { Tone } from '../../display/states.tsx';
import { texts } from '../../texts/index.ts';

const TONES: Readonly<Record<string, Tone>> = { open: 'bad', retrying: 'busy', cleared: 'good', dismissed: 'calm' };

export function toneOf({ status, level }: { status: string; level: string }): Tone {
  return status === 'open' && level === 'warning' ? 'warn' : (TONES[status] ?? 'calm');
}

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
