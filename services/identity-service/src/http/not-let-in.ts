/** What whoever signs in may be refused with: the proof is wrong, or a condition does not hold (ID-20 to ID-27). */
export const NOT_LET_IN = [401, 403] as const;
