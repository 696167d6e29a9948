/** Values that must not be installed. */
export interface Refusal {
  /** Fails to render when … */
  sentence: string;
  /** What Helm is given besides the least that is needed; or instead of it. */
  set: readonly string[];
  isAll?: true;
  /** What Helm has to say. */
  says: RegExp;
}

export const REFUSALS: readonly Refusal[] = [
  { sentence: 'no Secret is named', set: ['global.secretName=""'], says: /global.*secretName/ },
  { sentence: 'nobody says where the gateway is', set: ['global.gatewayUrl=""'], says: /gatewayUrl/ },
  {
    sentence: 'nobody says where Kafka is',
    set: ['global.secretName="a"', 'global.gatewayUrl="https://a.example.com"', 'global.frontendUrl="https://b.example.com"'],
    isAll: true,
    says: /global\.config\.KAFKA_BROKERS: say where Kafka is/,
  },
  { sentence: 'the address of Kafka is taken out', set: ['global.config.KAFKA_BROKERS=null'], says: /KAFKA_BROKERS/ },
  { sentence: 'a value is misspelt', set: ['gateway.replica=3'], says: /replica/ },
  { sentence: 'a variable is misspelt', set: ['gateway.config.STREAM_READER="5"'], says: /STREAM_READER/ },
  { sentence: "a variable is another service's", set: ['gateway.config.AUTOTASK_TIMEOUT_MS=1000'], says: /AUTOTASK_TIMEOUT_MS/ },
  {
    sentence: 'a variable is out of its bounds',
    set: ['identity-service.config.ACCESS_TOKEN_SECONDS=3600'],
    says: /ACCESS_TOKEN_SECONDS/,
  },
  { sentence: 'a switch for tests is thrown', set: ['gateway.config.FAULT_POINT="before_call"'], says: /FAULT_POINT/ },
  { sentence: 'a secret is given as text', set: ['gateway.config.DISTRIBUTOR_API_KEY="abc"'], says: /DISTRIBUTOR_API_KEY/ },
  {
    sentence: 'a variable is given both as text and by reference',
    set: ['gateway.config.MAIL_FROM="a@example.com"', 'gateway.secrets.MAIL_FROM={"key":"from"}'],
    says: /MAIL_FROM is given both as text and by reference/,
  },
  { sentence: 'the image is the latest one', set: ['global.image.tag="latest"'], says: /image\.tag: latest says nothing/ },
  { sentence: 'a digest is none', set: ['gateway.image.digest="sha256:abc"'], says: /digest/ },
  {
    sentence: 'pods are killed before they can end',
    set: ['gateway.drain.graceSeconds=30'],
    says: /drain\.graceSeconds: must be more/,
  },
  { sentence: 'a drained node takes all pods', set: ['gateway.disruption.maxUnavailable=2'], says: /disruption\.maxUnavailable/ },
  { sentence: 'no pod is to run', set: ['gateway.replicas=0'], says: /replicas/ },
  {
    sentence: 'the least number of pods is above the most',
    set: ['gateway.autoscaling={"kind":"hpa","min":7}'],
    says: /autoscaling\.min/,
  },
  {
    sentence: 'a service that reads nothing scales by messages',
    set: ['gateway.autoscaling={"kind":"keda","topics":[]}'],
    says: /autoscaling\.topics/,
  },
  { sentence: 'an Ingress has no name', set: ['gateway.ingress.enabled=true'], says: /ingress\.host/ },
  {
    sentence: 'a route has no Gateway',
    set: ['gateway.gatewayApi={"enabled":true,"host":"a.example.com"}'],
    says: /gatewayApi\.gateway/,
  },
  { sentence: 'a service is unknown', set: ['global.services.zendesk-connector=true'], says: /zendesk-connector/ },
  {
    sentence: 'a way of the network policy has no direction',
    set: ['gateway.networkPolicy.exceptions.x={"peers":[],"ports":[{"port":1}]}'],
    says: /exceptions/,
  },
  { sentence: 'the part of traces is more than all', set: ['global.telemetry.ratio="2"'], says: /ratio/ },
];
