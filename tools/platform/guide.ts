import { DEMO_ADMIN } from './service-plan.ts';

export interface GuideFacts {
  gateway: string;
  /** Of the demo tenant's integrations. */
  ids: { autotask: string; connectWise: string; halo: string };
  /** Where the simulated PSAs are told what to do. */
  controls: { autotask: string; connectWise: string; halo: string; xero: string };
  /** The page with the mails that were kept instead of sent. */
  mails: string;
}

/** What a person may try after `npm start`, to be pasted line by line into another terminal. */
export function guide({ gateway, ids, controls, mails }: GuideFacts): string {
  const login = JSON.stringify(DEMO_ADMIN);
  return `${addresses({ gateway, controls, mails })}

Try next, in another terminal. Sign in (again after five minutes) and look around:
  GATEWAY=${gateway} CONTROL=${controls.autotask} JSON='content-type: application/json'
  TOKEN=$(curl -s $GATEWAY/v1/auth/sign-in -H "$JSON" -d '${login}' \\
    | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/'); AUTH="authorization: Bearer $TOKEN"
  curl -s "$GATEWAY/v1/companies?size=3" -H "$AUTH"
  curl -s "$GATEWAY/v1/integrations/autotask/${ids.autotask}/budget" -H "$AUTH"

What ConnectWise PSA spent, and the connection test that names each missing right:
  curl -s "$GATEWAY/v1/integrations/connectwise/${ids.connectWise}/budget" -H "$AUTH"
  curl -sX POST "$GATEWAY/v1/integrations/connectwise/${ids.connectWise}/test" -H "$AUTH"

What HaloPSA spent of its 300 calls in five minutes, and the test that names each missing scope and setting:
  curl -s "$GATEWAY/v1/integrations/halo/${ids.halo}/budget" -H "$AUTH"
  curl -sX POST "$GATEWAY/v1/integrations/halo/${ids.halo}/test" -H "$AUTH"

A company that is created here is in all of them a second later (ConnectWise wants an address, Autotask a telephone):
  curl -s $GATEWAY/v1/companies -H "$AUTH" -H "$JSON" -d '{"name":"Try Me Ltd","telephone":"555-0100","address":{"street":"1 Demo Street"}}'
  curl -s "$GATEWAY/v1/companies?query=try+me" -H "$AUTH"

A failure becomes an issue, and clears once it is mended: Autotask forbids creating companies, then allows it again:
  curl -s $CONTROL/setSecurity -H "$JSON" -d '{"denied":[{"entity":"Companies","actions":["create"]}]}'
  curl -s $GATEWAY/v1/companies -H "$AUTH" -H "$JSON" -d '{"name":"Refused Ltd","telephone":"555-0101","address":{"street":"2 Demo Street"}}'
  curl -s $GATEWAY/v1/issues -H "$AUTH"
  curl -s $CONTROL/setSecurity -H "$JSON" -d '{"denied":[]}'
  curl -s $GATEWAY/v1/issues/retry-all -H "$AUTH" -H "$JSON" -d '{"filter":{}}'
  curl -s $GATEWAY/v1/issues -H "$AUTH"

An invoice that is posted in Autotask is in Xero some minutes later, or says why not:
  curl -s $CONTROL/postInvoice -H "$JSON" -d '{"companyID":0,"lines":[{"rate":80,"quantity":2}]}'
  curl -s "$GATEWAY/v1/xero/invoices" -H "$AUTH"

What happens, as it happens:
  curl -sN $GATEWAY/v1/stream -H "$AUTH"

${inBrowser(gateway)}`;
}

function addresses({ gateway, controls, mails }: Omit<GuideFacts, 'ids'>): string {
  return `Gateway                          ${gateway}          (interactive documentation: ${gateway}/docs)
Admin login                      ${DEMO_ADMIN.email} / ${DEMO_ADMIN.password}
Mails, kept instead of sent      ${mails}
Simulated Autotask, control      ${controls.autotask}
Simulated ConnectWise, control   ${controls.connectWise}
Simulated HaloPSA, control       ${controls.halo}
Simulated Xero, control          ${controls.xero}`;
}

function inBrowser(gateway: string): string {
  return `The admin console, in a browser: ${gateway}
Sign in as ${DEMO_ADMIN.email} with the password ${DEMO_ADMIN.password}

Ctrl+C stops everything.`;
}
