/** What an alert does with some data, as promtool plays it. */
export interface AlertCase {
  alert: string;
  /** A sentence. */
  title: string;
  /** `absent`: none of what the alert looks at is there. */
  kind: 'fires' | 'quiet' | 'absent';
  /** One sample a minute, in promtool's notation. */
  series: Readonly<Record<string, string>>;
  at: string;
  /** None where it does not fire. */
  firing?: readonly Firing[];
}

export interface Firing {
  labels: Readonly<Record<string, string>>;
  summary: string;
  description: string;
}

/** Nothing at all is told, and the alert keeps quiet: that nothing is told is what PsaBridgeComponentMissing is for. */
export function quietWithoutData(alert: string): AlertCase {
  return { alert, title: 'is quiet where nothing is told', kind: 'absent', series: {}, at: '2h' };
}
