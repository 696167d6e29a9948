import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.route.ts';

const common = { getParentRoute: () => rootRoute } as const;
const address = () => import('./address-pages.tsx');
const asking = () => import('./ask-for-mail-pages.tsx');

/** The pages that links in mails lead to; the mails name their addresses (identity-service, and the gateway for the status). */
export const mailLinkRoutes = [
  createRoute({
    ...common,
    path: '/accept-invitation',
    component: lazyRouteComponent(() => import('./accept-invitation-page.tsx'), 'AcceptInvitationPage'),
  }),
  createRoute({
    ...common,
    path: '/reset-password',
    component: lazyRouteComponent(() => import('./reset-password-page.tsx'), 'ResetPasswordPage'),
  }),
  createRoute({ ...common, path: '/verify-email', component: lazyRouteComponent(address, 'VerifyEmailPage') }),
  createRoute({ ...common, path: '/confirm-email', component: lazyRouteComponent(address, 'ConfirmEmailPage') }),
  createRoute({ ...common, path: '/status/confirm', component: lazyRouteComponent(address, 'ConfirmStatusMailsPage') }),
  createRoute({ ...common, path: '/status/unsubscribe', component: lazyRouteComponent(address, 'EndStatusMailsPage') }),
  createRoute({ ...common, path: '/forgot-password', component: lazyRouteComponent(asking, 'ForgotPasswordPage') }),
  createRoute({ ...common, path: '/resend-verification', component: lazyRouteComponent(asking, 'ResendVerificationPage') }),
  createRoute({ ...common, path: '/register', component: lazyRouteComponent(asking, 'RegisterPage') }),
] as const;
