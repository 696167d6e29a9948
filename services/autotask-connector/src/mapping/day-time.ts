/** A day as Autotask's date-only fields take it: at a midnight that means nothing (autotask.md section 2.9). */
export function dayTime(day: string | undefined): string | undefined {
  return day === undefined ? undefined : `${day}T00:00:00.000Z`;
}
