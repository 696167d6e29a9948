import { useLocation } from '@tanstack/react-router';
import { tokenIn } from './link-answer.ts';

/** The token that the link of the mail brought along. */
export function useToken(): string | undefined {
  return tokenIn(useLocation({ select: ({ hash }) => hash }));
}
