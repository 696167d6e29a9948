import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Element<Props> = Props & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props> & { ref?: Ref<HTMLAnchorElement> };

/** A link to an address of the console, whose parameters and search are typed by its route. */
export const PageLink = createLink((props: Element<AnchorProps>) => <Anchor {...props} />);

/** The same with the looks of a button. */
export const PageButton = createLink((props: Element<ButtonProps>) => <Button component="a" {...props} />);
